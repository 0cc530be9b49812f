"""The agents' desk: sign-in, the queue, the talk. See docs/protocols/desk.md."""

"""The web channel: a chat box on any page. See docs/protocols/widget.md."""

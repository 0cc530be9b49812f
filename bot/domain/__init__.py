"""Pure decisions and states of the front door. No I/O, no clock: time is passed in."""

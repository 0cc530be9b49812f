"""Public routes: the widget's files and settings, the demo page, health; and the border of all requests."""

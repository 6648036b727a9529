"""Files and folders that are written whole or not at all; nothing here knows what they hold."""

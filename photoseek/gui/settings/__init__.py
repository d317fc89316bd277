"""The settings, backups and the other dialogs; ``dialogs`` opens them."""

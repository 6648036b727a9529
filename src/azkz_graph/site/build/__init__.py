"""Writing a site into a folder, or one file of it; what the files hold is made in the rooms beside."""

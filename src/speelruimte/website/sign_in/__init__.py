"""Getting in: our words and our look around django-allauth, which does the work."""

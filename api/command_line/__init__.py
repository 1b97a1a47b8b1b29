"""What `manage.py liangzhu` does, topic by topic, and how it ends."""

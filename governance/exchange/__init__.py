"""What goes in and out: fixtures, the demo county, small sample schools."""

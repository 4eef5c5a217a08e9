"""What the record holds, told: in words for people, as JSON objects for programs; the same on every face of the house."""

"""The states of the kinds whose way is long, each under the name of its kind."""

"""Panel 3: who is resettled, from where and to where, and who is admitted through other pathways."""

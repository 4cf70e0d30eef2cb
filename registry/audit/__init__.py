"""What auditors read: the timeline of acts, one act before and after, the registry as it stood, evidence."""

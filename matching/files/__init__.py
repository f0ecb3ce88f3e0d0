"""Tables of cells to and from columns: the edge where files are read and written."""

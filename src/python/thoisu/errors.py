"""What goes wrong, as exceptions."""


class ThoisuError(Exception):
    """Whatever thoisu could not do; the base of the others."""


class DocumentError(ThoisuError, ValueError):
    """A text that is no document: no Unicode, too long, a broken page."""


class ArchiveError(ThoisuError, OSError):
    """An index that cannot be opened, read or written."""


class QueryError(ThoisuError, ValueError):
    """A query that does not parse; the message points at the place."""

"""Streams of a PDF whose last byte is a carriage return: checkers take it and the line feed before ``endstream`` for one end of line.

Then the stream seems a byte too short, and the file is said to be no PDF/A. About one paper in ten has such a stream by chance (the
last byte is that of a checksum). It is then also written as ASCII85, which ends in ``~>``; other papers are left as they are.
"""

from __future__ import annotations

import base64
import io
import zlib

_MISREAD = b"\r\nendstream"


def with_plain_stream_ends(paper: bytes) -> bytes:
    """The PDF without streams that end in a carriage return; the same bytes where there are none."""
    if _MISREAD not in paper:
        return paper
    import pikepdf

    with pikepdf.open(io.BytesIO(paper)) as document:
        for each in document.objects:
            if isinstance(each, pikepdf.Stream) and each.read_raw_bytes().endswith(b"\r"):
                packed = base64.a85encode(zlib.compress(each.read_bytes()), wrapcol=120) + b"~>"
                each.write(packed, filter=[pikepdf.Name.ASCII85Decode, pikepdf.Name.FlateDecode])
        out = io.BytesIO()
        document.save(
            out,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            compress_streams=False,
        )
    return out.getvalue()

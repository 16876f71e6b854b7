-- With which signatures each kept file was scanned last, and what was found in it.
create table document_scan(
  sha256 text primary key references document_content(sha256),
  signatures text not null check (length(signatures) > 0),
  scanned_at $instant$ not null,
  found text check (length(found) > 0)
);

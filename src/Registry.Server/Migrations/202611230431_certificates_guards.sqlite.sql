create trigger traded_certificate_no_update before update on traded_certificate begin select raise(abort, 'traded_certificate is append-only'); end;
create trigger traded_certificate_no_delete before delete on traded_certificate begin select raise(abort, 'traded_certificate is append-only'); end;

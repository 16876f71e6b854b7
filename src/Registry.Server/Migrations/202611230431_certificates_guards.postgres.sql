create trigger traded_certificate_no_change before update or delete or truncate on traded_certificate for each statement execute function refuse_change();

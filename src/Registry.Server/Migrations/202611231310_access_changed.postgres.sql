-- A message tells both representatives that a representative, or a representative's number or password, was changed.
alter table message drop constraint message_kind_check;
alter table message add constraint message_kind_check check (kind in ('StepUp', 'Activation', 'PasswordReset', 'PasswordChanged', 'AccessChanged'));

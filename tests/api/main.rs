//! HTTP against the real program: every endpoint, every actor, every rule, every kind of bad input.

mod account_end;
mod accounts;
mod admin;
mod audit;
mod bad_fields;
mod bad_requests;
mod codes;
mod commands;
mod delegation;
mod fresh;
mod headers;
mod health;
mod hidden;
mod invitations;
mod kills;
mod mail;
mod mail_trouble;
mod members;
mod organizations;
mod origin;
mod races;
mod requests;
mod routes;
mod secrets;
mod start;

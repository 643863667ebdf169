//! The types of the domain: what parses and what does not, the life of an invitation, the words for every
//! code, and the contract of the API.

mod address_change;
mod address_list;
mod contract;
mod drafts;
mod invitation;
mod mailed_link;
mod parsing;
mod problems;
mod refusals;
mod secrets;
mod state;
mod words;

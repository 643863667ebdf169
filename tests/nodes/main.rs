//! Several programs on one PostgreSQL, and a PostgreSQL that goes away and comes back. These run on PostgreSQL
//! whatever the rest of a run is on.

mod away;
mod refusals;
mod together;

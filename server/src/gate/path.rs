//! The ids of an address: one that does not parse names nothing.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use serde::de::{
    IntoDeserializer,
    value::{Error, MapDeserializer},
};
use slipway_core::api::{path::PathIds, problem::Problem};

use crate::error::Refused;

/// The ids of the address, each in its one form.
pub(super) async fn read<P: PathIds>(parts: &mut Parts) -> Result<P, Refused> {
    let raw = RawPathParams::from_request_parts(parts, &()).await.map_err(|_| Problem::NotFound)?;
    let pairs: Vec<(&str, &str)> = raw.iter().collect();
    let map = MapDeserializer::<_, Error>::new(pairs.iter().copied());
    let path = P::deserialize(map.into_deserializer()).map_err(|_| Problem::NotFound)?;
    // An id can be read from several forms; only one of them is an address.
    if path.ids().iter().map(|(name, id)| (*name, id.as_str())).eq(pairs) {
        Ok(path)
    } else {
        Err(Problem::NotFound.into())
    }
}

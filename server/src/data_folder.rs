//! The folder of the installation's data, which one program at a time may use.

use std::{
    fs::{DirBuilder, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use crate::cause::in_words;

/// The folder, as long as this program holds it.
#[derive(Debug)]
pub struct DataFolder {
    _lock: File,
}

/// Why the folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DataFolderError {
    /// It cannot be made or written.
    #[error("cannot write the data folder `{}`: {}", folder.display(), in_words(source))]
    Unwritable {
        /// Which.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Another program holds it.
    #[error("the data folder `{}` is in use by another slipway", .0.display())]
    InUse(PathBuf),
}

impl DataFolder {
    /// Makes the folder where it is missing, for this user alone, and holds it.
    pub fn hold(folder: &Path) -> Result<Self, DataFolderError> {
        let unwritable = |source| DataFolderError::Unwritable { folder: folder.to_owned(), source };
        make(folder)?;
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(folder.join("lock"))
            .map_err(unwritable)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(DataFolderError::InUse(folder.to_owned())),
            Err(TryLockError::Error(source)) => Err(unwritable(source)),
        }
    }
}

/// Makes the folder where it is missing, for this user alone.
pub fn make(folder: &Path) -> Result<(), DataFolderError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|source| DataFolderError::Unwritable { folder: folder.to_owned(), source })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_one_holder() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("a/b");
        let held = DataFolder::hold(&folder).unwrap();
        assert!(matches!(DataFolder::hold(&folder), Err(DataFolderError::InUse(_))));
        drop(held);
        assert!(DataFolder::hold(&folder).is_ok());
    }

    #[test]
    fn a_folder_below_a_file_cannot_be_made() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let error = DataFolder::hold(&file.path().join("data")).unwrap_err();
        assert!(matches!(error, DataFolderError::Unwritable { .. }), "{error}");
    }
}

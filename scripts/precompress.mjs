// Writes FILE.br (quality 11) and FILE.gz beside every file of the built page. Trunk calls it after
// a build; a folder can also be named. A build for development is left as it is: it takes too long.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const folder = process.argv[2] ?? process.env.TRUNK_STAGING_DIR;
const development = process.argv[2] === undefined && process.env.TRUNK_PROFILE === "debug";

async function compress(path) {
  const bytes = await readFile(path);
  const smallest = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_LGWIN]: 24,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(bytes, { params: smallest }),
    promisify(gzip)(bytes, { level: 9 }),
  ]);
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
}

if (!development) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name));
  await Promise.all(files.map((file) => compress(join(file.parentPath ?? file.path, file.name))));
}

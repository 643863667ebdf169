// Prints what the files of a built and precompressed page weigh, by kind, and in all.
import { readdir, stat } from "node:fs/promises";
import { extname, join } from "node:path";

const folder = process.argv[2];
const kinds = new Map();

const entries = await readdir(folder, { recursive: true, withFileTypes: true });
for (const entry of entries) {
  if (!entry.isFile() || entry.name.startsWith(".") || /\.(br|gz)$/.test(entry.name)) continue;
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const kind = extname(entry.name).slice(1);
  const sum = kinds.get(kind) ?? [0, 0, 0];
  const files = [path, `${path}.gz`, `${path}.br`];
  const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
  kinds.set(kind, sum.map((bytes, at) => bytes + sizes[at]));
}

const row = (name, cells) => console.log(name.padEnd(8) + cells.map((cell) => String(cell).padStart(14)).join(""));
const total = [0, 0, 0];
row("", ["raw", "gzip 9", "brotli 11"]);
for (const [kind, sizes] of [...kinds].sort((a, b) => b[1][0] - a[1][0])) {
  row(kind, sizes.map((bytes) => bytes.toLocaleString("en")));
  sizes.forEach((bytes, at) => (total[at] += bytes));
}
row("total", total.map((bytes) => bytes.toLocaleString("en")));

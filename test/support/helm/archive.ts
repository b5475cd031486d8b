import { gunzipSync, inflateRawSync } from 'node:zlib';

const TAR_BLOCK = 512;

/** One file of a `.tgz` archive, or undefined when it has no such entry. */
export function fileInTgz(archive: Buffer, path: string): Buffer | undefined {
  return filesInTgz(archive).find(([name]) => name === path)?.[1];
}

/** The files of a `.tgz` archive by their paths. */
export function filesInTgz(archive: Buffer): (readonly [path: string, content: Buffer])[] {
  const tar = gunzipSync(archive);
  const files: [string, Buffer][] = [];
  for (let at = 0; at + TAR_BLOCK <= tar.length;) {
    const name = textUpToNul(tar.subarray(at, at + 100));
    const size = parseInt(textUpToNul(tar.subarray(at + 124, at + 136)).trim() || '0', 8);
    files.push([name, tar.subarray(at + TAR_BLOCK, at + TAR_BLOCK + size)]);
    at += TAR_BLOCK + Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
  }
  return files;
}

const ZIP_END = 0x06054b50;
const ZIP_END_LENGTH = 22;
const ZIP_ENTRY = 0x02014b50;
const ZIP_ENTRY_LENGTH = 46;
const ZIP_FILE_LENGTH = 30;
const STORED = 0;
const DEFLATED = 8;

/** One file of a `.zip` archive (no ZIP64, no encryption), or undefined when it has no such entry. */
export function fileInZip(archive: Buffer, path: string): Buffer | undefined {
  const end = findZipEnd(archive);
  const entries = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  for (let entry = 0; entry < entries; entry++) {
    if (archive.readUInt32LE(at) !== ZIP_ENTRY) {
      throw new Error('broken zip: no directory entry where one should be');
    }
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + ZIP_ENTRY_LENGTH, at + ZIP_ENTRY_LENGTH + nameLength);
    if (name === path) {
      return readZipEntry(archive, at);
    }
    at += ZIP_ENTRY_LENGTH + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return undefined;
}

/** The record at the end of a zip, before a comment of unknown length, says where the directory of files is. */
function findZipEnd(archive: Buffer): number {
  for (let at = archive.length - ZIP_END_LENGTH; at >= 0; at--) {
    if (archive.readUInt32LE(at) === ZIP_END) {
      return at;
    }
  }
  throw new Error('not a zip: it has no directory of files');
}

function readZipEntry(archive: Buffer, entry: number): Buffer {
  const method = archive.readUInt16LE(entry + 10);
  const compressedSize = archive.readUInt32LE(entry + 20);
  const header = archive.readUInt32LE(entry + 42);
  const start = header + ZIP_FILE_LENGTH + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
  const data = archive.subarray(start, start + compressedSize);
  if (method !== STORED && method !== DEFLATED) {
    throw new Error(`the zip compression method ${method} is not known`);
  }
  return method === STORED ? data : inflateRawSync(data);
}

function textUpToNul(bytes: Buffer): string {
  const nul = bytes.indexOf(0);
  return bytes.toString('utf8', 0, nul < 0 ? bytes.length : nul);
}

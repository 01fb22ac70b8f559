import type { Report, Rule } from '../../lint/rule.ts';
import { copyOf, isRemoteSource } from '../copies.ts';
import type { DockerfileSubject } from '../subject.ts';

export const addLocalFiles: Rule<DockerfileSubject> = {
  id: 'add-local-files',
  title: 'Copy plain files with COPY',
  severity: 'warning',
  aliases: ['hadolint:DL3020', 'checkov:CKV_DOCKER_4', 'trivy:DS-0005'],
  why: 'ADD also downloads and unpacks, so a reader cannot tell what it does to a plain file. Archives, URLs and Git repositories are what ADD is for.',
  exampleOf: 'dockerfile',
  examples: [
    { bad: 'FROM scratch\n«ADD» app /app\nUSER 65532', good: 'FROM scratch\nCOPY app /app\nUSER 65532', fixed: true },
    {
      bad: 'FROM scratch\n«ADD» --chown=65532 . /src/\nUSER 65532',
      good: 'FROM scratch\nCOPY --chown=65532 . /src/\nUSER 65532',
      fixed: true,
    },
    {
      bad: 'FROM scratch\n«ADD» ["a b", "/a b"]\nUSER 65532',
      good: 'FROM scratch\nADD rootfs.tar.gz /\nADD https://example.com/x /x\nADD git@github.com:moby/buildkit.git#v0.14.1:docs /docs\nUSER 65532',
    },
  ],
  *check({ dockerfile }): Iterable<Report> {
    for (const instruction of dockerfile.instructions) {
      const { keyword, keywordRange, flags, heredocs } = instruction;
      if (keyword !== 'ADD' || heredocs.length > 0) continue;
      const sources = copyOf(instruction)?.sources ?? [];
      if (sources.length === 0 || !sources.every(isPlain)) continue;
      if (flags.some(({ name }) => ['checksum', 'keep-git-dir', 'unpack'].includes(name))) continue;
      yield {
        ...keywordRange,
        message: ['`ADD` of `{0}` does what `COPY` does', sources.join(' ')],
        fixes: [{ title: ['Use `COPY`'], safe: true, edits: [{ ...keywordRange, text: 'COPY' }] }],
      };
    }
  },
};

/** Neither remote nor possibly an archive; a variable or a pattern may be either. */
function isPlain(source: string): boolean {
  if (isRemoteSource(source) || /[$*?[\]]/.test(source)) return false;
  return !/\.(?:tar|tar\.\w+|tgz|tbz2?|txz|tzst|gz|bz2|xz|zst|lzma|Z)$/i.test(source);
}

import type { Message } from '../words/message.ts';
import type { ProofPlace, Verdict } from './types.ts';
import { failed, passed } from './verdict.ts';

/** A file of an image; the path without a leading slash. */
export interface ImageFile {
  readonly path: string;
  readonly size: number;
}

export interface ContentJudge {
  readonly see: (file: ImageFile) => void;
  readonly verdict: (place?: ProofPlace) => Verdict;
  /** Bytes of a file or, with its files, of a folder. */
  readonly bytesOf: (path: string) => number;
}

/**
 * Collects what an image should not hold, and how large its parts are. With `startsGo` the toolchain is what the program
 * needs, with all that comes with it.
 */
export function contentJudge(startsGo = false): ContentJudge {
  const kinds = startsGo ? KINDS.filter(([kind]) => kind !== 'toolchain' && kind !== 'compiler') : KINDS;
  const sizes = new Map<string, number>();
  const found = new Map<Kind, string>();
  return {
    see: ({ path, size }) => {
      sizes.set(path, size);
      if (startsGo && TOOLCHAIN.test(path)) return;
      const [kind] = kinds.find(([, pattern, except]) => pattern.test(path) && !except?.test(path)) ?? [];
      if (kind !== undefined && !found.has(kind)) found.set(kind, `/${path}`);
    },
    verdict: (place) => {
      for (const [kind] of KINDS) {
        const path = found.get(kind);
        if (path !== undefined) return failed(WORDS[kind](path), place);
      }
      return passed(
        startsGo
          ? ['{0} files, no source of its own, no secrets; Go is there, which it starts', sizes.size]
          : ['{0} files, no source, no tools, no secrets', sizes.size],
      );
    },
    bytesOf: (path) => {
      const plain = path.replace(/^\/+|\/+$/g, '');
      let bytes = 0;
      for (const [file, size] of sizes) if (file === plain || file.startsWith(`${plain}/`)) bytes += size;
      return bytes;
    },
  };
}

/** Where packages put Go. */
const TOOLCHAIN = /^usr\/(?:lib|local|share)\/go(?:-[\d.]+)?\//;

type Kind = 'toolchain' | 'source' | 'compiler' | 'secret';

const WORDS: Readonly<Record<Kind, (path: string) => Message>> = {
  toolchain: (path) => ['The image holds a Go toolchain: `{0}`', path],
  source: (path) => ['The image holds source: `{0}`', path],
  compiler: (path) => ['The image holds tools of the build: `{0}`', path],
  secret: (path) => ['The image holds what looks like a secret: `{0}`', path],
};

const KINDS: readonly (readonly [kind: Kind, pattern: RegExp, except?: RegExp])[] = [
  ['toolchain', /(?:^|\/)(?:go(?:-[\d.]+)?\/bin\/go|go\/pkg\/tool\/[^/]+\/compile|usr\/bin\/go)$/],
  ['source', /(?:^|\/)(?:[^/]+\.go|go\.mod|go\.sum|go\.work|\.git\/HEAD)$/],
  ['compiler', /(?:^|\/)(?:usr\/bin\/(?:gcc|cc|g\+\+|clang|make|npm|yarn)|cc1|node_modules\/\.bin\/[^/]+)$/],
  [
    'secret',
    /(?:^|\/)(?:\.env(?:\.\w+)?|id_(?:rsa|dsa|ecdsa|ed25519)|\.netrc|\.npmrc|\.git-credentials|\.docker\/config\.json|\.aws\/credentials|\.kube\/config|[^/]+\.(?:p12|pfx|jks)|[^/]*private[^/]*\.(?:pem|key)|[^/]+-key\.pem|[^/]+\.key)$/,
    /^(?:etc\/ssl|usr\/share|usr\/lib|etc\/pki)\/|\.env\.(?:example|sample|template|dist)$/,
  ],
];

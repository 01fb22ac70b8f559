import type { Message } from '../words/message.ts';
import type { Verdict } from './types.ts';

/** USER of the image: Kubernetes' `runAsNonRoot` accepts a number other than 0 only. */
export function judgeUser(user: string): Verdict {
  const [name = ''] = user.split(':');
  if (name === '') return failed(['The image names no user, so it runs as root']);
  if (/^0+$/.test(name) || name === 'root') return failed(['The image runs as root']);
  if (!/^\d+$/.test(name))
    return failed(['The user `{0}` is a name: Kubernetes cannot tell that it is not root', name]);
  return passed(['It runs as user {0}', name]);
}

/** Collects what an image should not hold, from the paths of its files (without a leading slash). */
export function contentJudge(): { readonly see: (path: string) => void; readonly verdict: () => Verdict } {
  let files = 0;
  const found = new Map<'toolchain' | 'source', string>();
  return {
    see: (path) => {
      files++;
      const kind = TOOLCHAIN.test(path) ? 'toolchain' : SOURCE.test(path) ? 'source' : undefined;
      if (kind !== undefined && !found.has(kind)) found.set(kind, `/${path}`);
    },
    verdict: () => {
      const toolchain = found.get('toolchain');
      if (toolchain !== undefined) return failed(['The image holds a Go toolchain: `{0}`', toolchain]);
      const source = found.get('source');
      if (source !== undefined) return failed(['The image holds source: `{0}`', source]);
      return passed(['{0} files, no toolchain, no source', files]);
    },
  };
}

const TOOLCHAIN = /(?:^|\/)(?:go(?:-[\d.]+)?\/bin\/go|go\/pkg\/tool\/[^/]+\/compile|usr\/bin\/go)$/;
const SOURCE = /(?:^|\/)(?:[^/]+\.go|go\.mod|go\.sum)$/;

/** How the program ended after SIGTERM. */
export function judgeStop({ exitCode, seconds }: { exitCode: number; seconds: number }, graceSeconds: number): Verdict {
  const rounded = Math.round(seconds * 10) / 10;
  if (exitCode === 137) return failed(['SIGTERM did not end it within {0} s, so it was killed', graceSeconds]);
  if (exitCode === 143 || exitCode === 2) {
    return failed(['SIGTERM ended it without a graceful shutdown (exit code {0})', exitCode]);
  }
  if (exitCode !== 0) return failed(['It ended with exit code {0} after SIGTERM', exitCode]);
  return passed(['It ended by itself after {0} s', rounded]);
}

export function judgeHealth(path: string, status: number | undefined): Verdict {
  if (status === undefined) return failed(['`{0}` gave no HTTP answer', path]);
  if (status >= 200 && status < 300) return passed(['`{0}` answered {1}', path, status]);
  return failed(['`{0}` answered {1}', path, status]);
}

export function passed(detail: Message): Verdict {
  return { state: 'passed', detail };
}

export function failed(detail: Message): Verdict {
  return { state: 'failed', detail };
}

export function skipped(detail: Message): Verdict {
  return { state: 'skipped', detail };
}

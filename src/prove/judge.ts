import type { ProofPlace, ProvedProbe, Verdict } from './types.ts';
import { failed, needs, passed, skipped } from './verdict.ts';

/** The user that a container runs as: Kubernetes' `runAsNonRoot` accepts a number other than 0 only. */
export function judgeUser(user: string, place?: ProofPlace): Verdict {
  const [name = ''] = user.split(':');
  if (name === '') return failed(['The image names no user, so it runs as root'], place);
  if (/^0+$/.test(name) || name === 'root') return failed(['The image runs as root'], place);
  if (!/^\d+$/.test(name))
    return failed(['The user `{0}` is a name: Kubernetes cannot tell that it is not root', name], place);
  return passed(['It runs as user {0}', name]);
}

/** The user of a command that nothing deploys: what Kubernetes asks of it is asked of nobody. */
export function judgeUserOfCommand(user: string): Verdict {
  const [name = ''] = user.split(':');
  if (/^(?:0*|root)$/.test(name))
    return skipped(['It runs as root where nobody says otherwise, and nothing deploys it']);
  return passed(['It runs as user {0}', name]);
}

/** How the program ended after SIGTERM. */
export function judgeStop(
  { exitCode, seconds }: { readonly exitCode: number; readonly seconds: number },
  graceSeconds: number,
  place?: ProofPlace,
): Verdict {
  const rounded = Math.round(seconds * 10) / 10;
  if (exitCode === 137) return failed(['SIGTERM did not end it within {0} s, so it was killed', graceSeconds], place);
  if (exitCode === 143 || exitCode === 2) {
    return passed(['It ended after {0} s, without a graceful shutdown (exit code {1})', rounded, exitCode]);
  }
  if (exitCode !== 0) return passed(['It ended after {0} s, with exit code {1}', rounded, exitCode]);
  return passed(['It ended by itself after {0} s', rounded]);
}

/** kubelet takes 200 to 399 for well. */
export function isWell(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 400;
}

export function judgeHealth({ kind, path, place }: ProvedProbe, status: number | undefined): Verdict {
  if (kind === 'grpc') {
    return isWell(status) ? passed(['gRPC health says SERVING']) : failed(['gRPC health does not say SERVING'], place);
  }
  if (status === undefined) return failed(['`{0}` gave no HTTP answer', path], place);
  if (isWell(status)) return passed(['`{0}` answered {1}', path, status]);
  // It asked another server, which is not there.
  if (status === 502 || status === 504) {
    return needs(['`{0}` answered {1}: a server that the program asks does not answer', path, status], place);
  }
  return failed(['`{0}` answered {1}', path, status], place);
}

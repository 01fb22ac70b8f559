/** What an ignore comment says, before a domain decides which characters it covers. */
export interface IgnoreComment {
  readonly dialect: 'gantry' | 'hadolint' | 'buildkit' | 'dockerfile-utils' | 'shellcheck' | 'checkov' | 'trivy';
  readonly ids: readonly string[] | 'all';
  /** `line`: the comment's own line and the next one that is no comment; `stage`: the build stage below; `file`: everything. */
  readonly scope: 'line' | 'stage' | 'file';
}

const DIALECTS: readonly { pattern: RegExp; dialect: IgnoreComment['dialect']; scope: IgnoreComment['scope'] }[] = [
  { pattern: /^gantry-ignore-file\s+(?<ids>[^\s—].*)$/, dialect: 'gantry', scope: 'file' },
  { pattern: /^gantry-ignore\s+(?<ids>[^\s—].*)$/, dialect: 'gantry', scope: 'line' },
  { pattern: /^hadolint\s+global\s+ignore\s*=\s*(?<ids>.+)$/, dialect: 'hadolint', scope: 'file' },
  { pattern: /^hadolint\s+stage\s+ignore\s*=\s*(?<ids>.+)$/, dialect: 'hadolint', scope: 'stage' },
  { pattern: /^hadolint\s+ignore\s*=\s*(?<ids>.+)$/, dialect: 'hadolint', scope: 'line' },
  { pattern: /^check=(?:.*;)?skip=(?<ids>[^;]+)/, dialect: 'buildkit', scope: 'line' },
  { pattern: /^dockerfile-utils:\s*ignore(?<ids>)\s*$/, dialect: 'dockerfile-utils', scope: 'line' },
  { pattern: /^shellcheck\s+disable=(?<ids>\S+)/, dialect: 'shellcheck', scope: 'line' },
  { pattern: /^checkov:skip=(?<ids>[\w,]+)/, dialect: 'checkov', scope: 'file' },
  { pattern: /^trivy:ignore:(?<ids>[\w-]+)/, dialect: 'trivy', scope: 'line' },
];

/**
 * Reads one comment, without its `#` and the blanks around it, in any dialect we honour.
 * Ids are as written; a reason after `—`, `--`, `#`, `//` or `:` (checkov) is left out. Undefined = an ordinary comment.
 */
export function parseIgnoreComment(comment: string): IgnoreComment | undefined {
  for (const { pattern, dialect, scope } of DIALECTS) {
    const written = pattern.exec(comment)?.groups?.['ids'];
    if (written === undefined) continue;
    if (written === '') return { dialect, ids: 'all', scope };
    const ids = splitIds(written);
    if (ids.length > 0) return { dialect, ids: ids.includes('all') && dialect !== 'gantry' ? 'all' : ids, scope };
  }
  return undefined;
}

function splitIds(written: string): string[] {
  const [list = ''] = written.split(/\s+(?:—|--?|#|\/\/)(?:\s|$)|\s*—/);
  return list
    .split(/[\s,]+/)
    .filter((id) => /^[\w-]+$/.test(id))
    .map((id) => id.replace(/^AVD-/, ''));
}

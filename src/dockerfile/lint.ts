import type { Finding } from '../lint/finding.ts';
import { lint, silences } from '../lint/lint.ts';
import type { LintSettings } from '../lint/settings.ts';
import type { Suppression } from '../lint/suppression.ts';
import { dockerfileRules } from './rules/index.ts';
import type { DockerfileSubject } from './subject.ts';
import { suppressionsOf } from './suppressions.ts';
import { dockerfileSyntax } from './syntax.ts';
import { syntaxRule } from './syntax-report.ts';

const rules = [syntaxRule(dockerfileSyntax), ...dockerfileRules];

/** All findings in one Dockerfile. */
export function lintDockerfile(subject: DockerfileSubject, settings: LintSettings = {}): Finding[] {
  return withoutSilenced(lint(subject, rules, settings), suppressionsOf(subject.dockerfile));
}

/** Walks findings and suppressions by position at once, so that many comments cost no more than they are long. */
function withoutSilenced(findings: readonly Finding[], suppressions: readonly Suppression[]): Finding[] {
  const waiting = suppressions.toSorted((a, b) => a.covers.start - b.covers.start);
  let next = 0;
  let active: Suppression[] = [];
  return findings.filter((finding) => {
    for (let one = waiting[next]; one && one.covers.start <= finding.start; one = waiting[++next]) active.push(one);
    active = active.filter(({ covers }) => covers.end > finding.start);
    return !active.some((suppression) => silences(suppression, finding));
  });
}

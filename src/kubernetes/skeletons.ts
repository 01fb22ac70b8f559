import type { Fix } from '../lint/fix.ts';
import { newDocument } from './edit.ts';
import type { Manifest } from './model.ts';
import type { ManifestSubject } from './subject.ts';

interface NewObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  /** What follows the metadata, as YAML. */
  readonly rest?: string;
}

/** A fix that puts an object into the same file, by default in the namespace of the one that needs it. */
export function creation(
  { file, manifest }: Pick<ManifestSubject, 'file' | 'manifest'>,
  { apiVersion, kind, name, namespace = manifest.namespace, rest = '' }: NewObject,
  title: Fix['title'] = ['Create {0} `{1}` in this file', kind, name],
): Fix[] {
  const metadata = `metadata:\n  name: ${written(name)}\n${namespace === '' ? '' : `  namespace: ${written(namespace)}\n`}`;
  const edit = newDocument(file.text, `apiVersion: ${apiVersion}\nkind: ${kind}\n${metadata}${rest}`);
  return edit ? [{ title, safe: false, edits: [edit] }] : [];
}

/** A NetworkPolicy that lets pods talk within their namespace and ask for names, and nothing else. */
export function networkPolicy(subject: ManifestSubject, labels: ReadonlyMap<string, string>): Fix[] {
  const selector = selectorLines(labels, '    ');
  const rest = `spec:
  podSelector:${selector === '' ? ' {}\n' : `\n${selector}`}  policyTypes: [Ingress, Egress]
  ingress:
    - from:
        - podSelector: {}
  egress:
    - to:
        - podSelector: {}
    - ports:
        - { protocol: UDP, port: 53 }
        - { protocol: TCP, port: 53 }
`;
  return creation(
    subject,
    { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', name: subject.manifest.name, rest },
    ['Create a NetworkPolicy for the namespace and DNS (then add what else the pods need)'],
  );
}

export function disruptionBudget(subject: ManifestSubject, labels: ReadonlyMap<string, string>): Fix[] {
  const selector = selectorLines(labels, '    ');
  if (selector === '') return [];
  const rest = `spec:\n  maxUnavailable: 1\n  selector:\n${selector}`;
  return creation(subject, { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', name: subject.manifest.name, rest });
}

export function denyAll(subject: ManifestSubject, namespace: Manifest['name']): Fix[] {
  return creation(
    subject,
    {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      name: 'default-deny',
      namespace,
      rest: 'spec:\n  podSelector: {}\n  policyTypes: [Ingress, Egress]\n',
    },
    ['Create a NetworkPolicy that denies all (then allow what the pods need)'],
  );
}

/** The labels by which pods are selected: those that say what they are, not which version. */
function selectorLines(labels: ReadonlyMap<string, string>, indent: string): string {
  const lasting = [...labels].filter(([key]) => !/version|chart|hash|managed-by/.test(key));
  if (lasting.length === 0) return '';
  return `${indent}matchLabels:\n${lasting.map(([key, value]) => `${indent}  ${key}: ${written(value)}\n`).join('')}`;
}

/** Texts that YAML would take for something else get quotes. */
export function written(text: string): string {
  return /^[a-z][\w.-]*$/i.test(text) && !/^(?:true|false|yes|no|on|off|y|n|null)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

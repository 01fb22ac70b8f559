import { parseAllDocuments } from 'yaml';
import type { Cluster } from '../../../src/cluster/connect.ts';
import { kindOf } from '../../../src/cluster/discovery.ts';
import { pathOf } from '../../../src/cluster/kinds.ts';
import { json } from '../../../src/cluster/request.ts';
import type { Kind, KubeObject } from '../../../src/cluster/types.ts';
import { lintManifests } from '../../../src/kubernetes/lint.ts';
import { parseManifests } from '../../../src/kubernetes/parse.ts';
import { createWorkspace } from '../../../src/kubernetes/workspace.ts';
import { say } from '../../../src/words/message.ts';
import { Problem } from '../../../src/words/problem.ts';
import { schemasForTests } from '../../kubernetes/shipped-schemas.ts';

const schemas = schemasForTests();

/** What the server and we say of one manifest; undefined where it has nothing against it. */
export interface Verdicts {
  readonly text: string;
  readonly server: string | undefined;
  readonly ours: string | undefined;
}

/** Asks the server what a strict dry-run would do with each manifest; nothing is stored. */
export async function compare(cluster: Cluster, texts: readonly string[], minor: number): Promise<Verdicts[]> {
  const server = createJudge(cluster);
  const verdicts: Verdicts[] = [];
  // A few at a time: the server is one process on a small machine.
  for (let start = 0; start < texts.length; start += 8) {
    const part = texts.slice(start, start + 8);
    verdicts.push(
      ...(await Promise.all(
        part.map(async (text) => ({ text, server: await server(text), ours: errorsOf(text, minor) })),
      )),
    );
  }
  return verdicts;
}

/** Our findings of severity error, as if no other file were there. */
export function errorsOf(text: string, minor: number): string | undefined {
  const file = parseManifests(text, 'a.yaml');
  const workspace = createWorkspace();
  workspace.schemas.provide(() => schemas);
  workspace.set('a.yaml', file);
  workspace.setTarget(minor);
  const errors = lintManifests(file, workspace).filter(({ severity }) => severity === 'error');
  return errors.length === 0
    ? undefined
    : errors.map(({ rule, message, start, end }) => `${rule}: ${say(message)} «${text.slice(start, end)}»`).join('; ');
}

type Judge = (text: string) => Promise<string | undefined>;

export function createJudge(cluster: Cluster): Judge {
  const kinds = new Map<string, Promise<Kind>>();
  const kind = (object: KubeObject) => {
    const key = `${object.apiVersion}/${object.kind}`;
    const known = kinds.get(key) ?? kindOf(cluster, object.apiVersion, object.kind);
    kinds.set(key, known);
    return known;
  };
  return async (text) => {
    try {
      for (const document of parseAllDocuments(text, { version: '1.1', merge: true })) {
        const object = document.toJS() as KubeObject;
        const found = await kind(object);
        await json(cluster, {
          method: 'POST',
          path: pathOf(found, object.metadata.namespace ?? 'default'),
          query: { dryRun: 'All', fieldValidation: 'Strict', fieldManager: 'gantry-test' },
          body: object,
        });
      }
      return undefined;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { causes = [] } = (error.cause ?? {}) as { causes?: { field: string; message: string }[] };
      return causes.length > 0 ? causes.map(({ field, message }) => `${field}: ${message}`).join('; ') : error.message;
    }
  };
}

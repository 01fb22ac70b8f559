import { evaluate } from '../code/context.ts';
import type { LinkedCode } from '../code/linked-code.ts';
import { callsOf } from '../file-use/file-calls.ts';
import type { InClusterToken, Place } from '../project.ts';
import { placeOf } from '../syntax/source-file.ts';
import type { Call } from '../syntax/syntax.ts';
import type { Site } from '../code/code-index.ts';
import { UNSET_TEXT } from '../values/setting.ts';
import { contextAt } from '../values/solver.ts';

const RUNTIME = 'sigs.k8s.io/controller-runtime';
/** Calls that read the token of the pod, and nothing else. */
const IN_CLUSTER: ReadonlySet<string> = new Set(['k8s.io/client-go/rest.InClusterConfig']);
/** Calls that read it unless their library's own flag or the variable names another configuration. */
const BY_DEFAULT: ReadonlySet<string> = new Set(
  ['GetConfig', 'GetConfigOrDie', 'GetConfigWithContext'].flatMap((name) => [
    `${RUNTIME}.${name}`,
    `${RUNTIME}/pkg/client/config.${name}`,
  ]),
);
const ELSEWHERE = ['flag:kubeconfig', 'env:KUBECONFIG'];
/** `BuildConfigFromFlags(master, kubeconfig)`: it reads the token where both are empty. */
const OF_TEXTS: ReadonlySet<string> = new Set(['k8s.io/client-go/tools/clientcmd.BuildConfigFromFlags']);

/** Where it first reads the token of its pod, and cannot do otherwise. */
export function readsToken(code: LinkedCode): Place | null {
  const [first] = callsOf(code, IN_CLUSTER);
  return first ? placeOf(first.site.file, first.call) : null;
}

/** Where it first reads the token of its pod, by itself or because nothing names another configuration. */
export function tokenRead(code: LinkedCode): InClusterToken | null {
  const certain = readsToken(code);
  if (certain) return certain;
  const [first] = callsOf(code, BY_DEFAULT);
  if (first) return { ...placeOf(first.site.file, first.call), unless: ELSEWHERE };
  for (const { call, site } of callsOf(code, OF_TEXTS)) {
    const unless = settingsOfEmpty(call, site, code);
    if (unless) return { ...placeOf(site.file, call), unless };
  }
  return null;
}

/** The settings that are empty by default and make up both arguments; null where something else does. */
function settingsOfEmpty({ args }: Call, site: Site, code: LinkedCode): readonly string[] | null {
  const settings: string[] = [];
  for (const argument of args) {
    const { text, by } = evaluate(argument, contextAt(code, site));
    if (text !== '' && text !== UNSET_TEXT) return null;
    settings.push(...by);
  }
  const isSetting = (by: string) => /^(?:flag|env):/.test(by);
  return args.length === 2 && settings.every(isSetting) ? settings : null;
}

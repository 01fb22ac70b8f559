import type { Field } from '../model.ts';
import { textAt } from '../fields.ts';
import { NEWEST_MINOR } from '../version.ts';
import { KUBE_VERSION } from './template-comparisons.ts';
import { boolean, dictionary, text, unknown, type Value, valueOf } from './template-values.ts';

/** What every template of a chart is given, as for a release that is called after the chart. */
export function releaseValues(chart: Field, values: Value): Value {
  const name = textAt(chart, 'name') ?? '';
  return dictionary([
    ['Values', values.kind === 'nil' ? dictionary([]) : values],
    ['Chart', chartValues(chart)],
    [
      'Release',
      dictionary([
        ['Name', text(name)],
        ['Namespace', text('default')],
        ['Service', text('Helm')],
        ['IsInstall', boolean(true)],
        ['IsUpgrade', boolean(false)],
        ['Revision', { kind: 'number', value: 1, isFloat: false }],
      ]),
    ],
    [
      'Capabilities',
      dictionary([
        [
          'KubeVersion',
          dictionary([
            ['Version', text(KUBE_VERSION)],
            ['GitVersion', text(KUBE_VERSION)],
            ['Major', text('1')],
            ['Minor', text(String(NEWEST_MINOR))],
          ]),
        ],
        ['APIVersions', dictionary([])],
        ['HelmVersion', unknown('HelmVersion')],
      ]),
    ],
    [
      'Template',
      dictionary([
        ['BasePath', text(`${name}/templates`)],
        ['Name', unknown('Template.Name')],
      ]),
    ],
    ['Files', unknown('Files')],
    ['Subcharts', unknown('Subcharts')],
  ]);
}

/** The fields of Chart.yaml as Go names them. */
function chartValues(chart: Field): Value {
  const own = valueOf(chart);
  if (own.kind !== 'dictionary') return own;
  return dictionary(
    [...own.entries].map(([key, value]) => [GO_NAMES[key] ?? key.charAt(0).toUpperCase() + key.slice(1), value]),
  );
}

const GO_NAMES: Readonly<Record<string, string>> = { apiVersion: 'APIVersion' };

const BUILT_IN =
  /^(?:v1|apps\/v1|batch\/v1|autoscaling\/v[12]|policy\/v1|networking\.k8s\.io\/v1|rbac\.authorization\.k8s\.io\/v1)(?:\/[A-Z]\w+)?$/;
/** Gone from every cluster that is still cared for, or of another kind of cluster than most. */
const REMOVED =
  /\.openshift\.io\/|^(?:extensions\/v1beta1|apps\/v1beta[12]|batch\/v[12]\w+|autoscaling\/v2beta[12]|policy\/v1beta1|(?:networking|rbac\.authorization)\.k8s\.io\/v1(?:alpha|beta)1)(?:\/[A-Z]\w+)?$/;

/** Whether the cluster knows a version of an API; of what others add to it nobody knows. */
export function apiVersionsHave(name: string): Value {
  if (BUILT_IN.test(name)) return boolean(true);
  return REMOVED.test(name) ? boolean(false) : unknown(`apiVersions.${name}`);
}

import { manifestFiles } from './manifest-objects.ts';
import { configMapName, filesSecretName, type ManifestInput, settingsName, volumeName } from './manifest-input.ts';
import { headlessName } from './manifests.ts';
import { type Value, writeDocuments, writeYaml } from './yaml.ts';

/** Stands for a template expression until the text is written: no text of a program holds it. */
const MARK = 'gantryTemplate';

/** A chart with what people set: image, number of Pods, resources, configuration; and the name of the release in the objects’. */
export function helmChart(
  folder: string,
  [main, ...beside]: readonly [ManifestInput, ...ManifestInput[]],
): { readonly path: string; readonly text: string }[] {
  const { name } = main;
  return [
    { path: `${folder}/Chart.yaml`, text: writeYaml(chart(name)) },
    { path: `${folder}/values.yaml`, text: writeYaml(values(main, beside)) },
    { path: `${folder}/templates/_helpers.tpl`, text: helpers(name, beside) },
    ...[main, ...beside].flatMap((input) => {
      const template = templates(input, name);
      return manifestFiles(input).map((file) => ({
        path: `${folder}/templates/${file.name}`,
        text: template.fill(writeDocuments(file.objects.map(template.mark))),
      }));
    }),
  ];
}

function chart(name: string): Value {
  return {
    apiVersion: 'v2',
    name,
    description: `${name} on Kubernetes`,
    type: 'application',
    version: '0.1.0',
    appVersion: 'dev',
    kubeVersion: '>=1.30.0-0',
  };
}

function values(main: ManifestInput, beside: readonly ManifestInput[]): Value {
  const { image, secret } = main;
  const colon = image.lastIndexOf(':');
  const isSecret = [main, ...beside].some(({ environment }) => environment.secrets.length > 0);
  return {
    image: { repository: image.slice(0, colon), tag: image.slice(colon + 1) },
    ...workloadValues(main, isSecret ? secret.name : null),
    ...(beside.length > 0 && {
      commands: Object.fromEntries(beside.map((input) => [valueName(input), workloadValues(input, null)])),
    }),
  };
}

function workloadValues(
  { workload, resources, environment, extras }: ManifestInput,
  secret: string | null,
): Record<string, Value> {
  return {
    ...(workload.replicas !== null && { replicas: workload.replicas }),
    ...(extras.has('hpa') && { autoscaling: { minReplicas: 2, maxReplicas: 10 } }),
    ...(workload.kind === 'CronJob' && { schedule: workload.schedule }),
    ...(environment.config.size > 0 && { config: Object.fromEntries(environment.config) }),
    ...(secret !== null && { secretName: secret }),
    resources: {
      requests: { cpu: resources.cpuRequest, memory: resources.memoryRequest },
      limits: { memory: resources.memoryLimit },
    },
  };
}

/** Templates name values by words that hold no dash; `a1` and `a-1` stay two. */
function valueName({ command }: ManifestInput): string {
  return (command ?? '').replace(/-(?:([a-z])|)/g, (_all, letter = '_') => String(letter).toUpperCase());
}

function helpers(name: string, beside: readonly ManifestInput[]): string {
  return `{{- define "${name}.name" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc ${LONGEST_RELEASE} | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc ${LONGEST_RELEASE} | trimSuffix "-" }}
{{- end }}
{{- end }}

${[labelHelpers(name, '{{ .Chart.Name }}'), ...beside.map((one) => labelHelpers(helperName(name, one), one.name))].join('\n')}`;
}

/** What selects the Pods of a workload, and the labels of its objects. */
function labelHelpers(helper: string, name: string): string {
  return `{{- define "${helper}.selector" -}}
app.kubernetes.io/name: ${name}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "${helper}.labels" -}}
{{ include "${helper}.selector" . }}
app.kubernetes.io/version: {{ .Values.image.tag | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
`;
}

function helperName(chartName: string, { command }: ManifestInput): string {
  return command === null ? chartName : `${chartName}.${command}`;
}

/** What each name of an object begins with; a long command leaves the release less room, for a Service's name has an end. */
function releaseName(chartName: string, { command }: ManifestInput): string {
  const release = `include "${chartName}.name" .`;
  if (command === null) return `{{ ${release} }}`;
  const room = LONGEST_SERVICE - `-${command}-pods`.length;
  return `{{ ${release}${room < LONGEST_RELEASE ? ` | trunc ${room} | trimSuffix "-"` : ''} }}-${command}`;
}

const LONGEST_RELEASE = 40;
const LONGEST_SERVICE = 63;

/** Puts expressions in place of what differs from release to release. `chartName`: what the templates are called after. */
function templates(input: ManifestInput, chartName: string) {
  const { name, storage, environment, command } = input;
  const values = command === null ? '.Values' : `.Values.commands.${valueName(input)}`;
  const helper = helperName(chartName, input);
  const expressions: string[] = [];
  const put = (expression: string): string => `${MARK}${expressions.push(expression) - 1}x`;
  const release = releaseName(chartName, input);
  const named = (suffix: string) => put(`${release}${suffix}`);
  const names = new Map([
    [name, named('')],
    [configMapName(name), named('-config')],
    [headlessName(name), named('-pods')],
    [`${name}-tls`, named('-tls')],
    [input.secret.name, put('{{ .Values.secretName }}')],
    [filesSecretName(name), named('-files')],
    [settingsName(name), named('-settings')],
    ...storage.mounts.map((mount) => [volumeName(name, mount.name), named(`-${mount.name}`)] as const),
  ]);
  const block = (expression: string) => put(`BLOCK{{- ${expression} | nindent INDENT }}`);

  /** `key` holds the name of an object, not of a container, port, volume or variable. */
  function isName(key: string, path: readonly string[]): boolean {
    if (['serviceAccountName', 'claimName', 'serviceName', 'secretName'].includes(key)) return true;
    return key === 'name' && NAMED.has(path.at(-1) ?? '');
  }

  /** The ConfigMap whose data people set by the values of the chart. */
  function isConfig(object: Value): boolean {
    const { metadata } = object as { readonly metadata?: { readonly name?: string } };
    return metadata?.name === configMapName(name);
  }

  function mark(value: Value, path: readonly string[] = []): Value {
    if (Array.isArray(value)) return (value as readonly Value[]).map((item) => mark(item, path));
    if (typeof value !== 'object') return value;
    const entries = Object.entries(value as Readonly<Record<string, Value>>).map(([key, child]): [string, Value] => {
      const parent = path.at(-1);
      if (typeof child === 'string') {
        if (isName(key, path)) return [key, names.get(child) ?? child];
        if (key === 'image' && child === input.image) {
          return [key, put('"{{ .Values.image.repository }}:{{ .Values.image.tag }}"')];
        }
        if (key === 'schedule') return [key, put(`{{ ${values}.schedule | quote }}`)];
      }
      if (key === 'replicas') return [key, put(`{{ ${values}.replicas }}`)];
      if (key === 'minReplicas' || key === 'maxReplicas') return [key, put(`{{ ${values}.autoscaling.${key} }}`)];
      if (key === 'labels') {
        const labels = path.includes('template') ? 'selector' : 'labels';
        return [key, block(`include "${helper}.${labels}" .`)];
      }
      if (key === 'matchLabels') return [key, block(`include "${helper}.selector" .`)];
      if (key === 'selector' && parent === 'spec' && isLabels(child))
        return [key, block(`include "${helper}.selector" .`)];
      if (key === 'data' && path.length === 0 && isConfig(value)) return [key, block(`toYaml ${values}.config`)];
      if (key === 'resources' && parent === 'containers') return [key, block(`toYaml ${values}.resources`)];
      return [key, mark(child, [...path, key])];
    });
    const marked = Object.fromEntries(entries);
    return isPodTemplate(value, path) && environment.config.size > 0 ? withChecksum(marked) : marked;
  }

  /** A changed ConfigMap makes new Pods, which a changed value alone would not. */
  function withChecksum(template: Readonly<Record<string, Value>>): Value {
    const metadata = template['metadata'] as Readonly<Record<string, Value>>;
    const annotations = (metadata['annotations'] ?? {}) as Readonly<Record<string, Value>>;
    const file = command === null ? 'configmap.yaml' : `${command}-configmap.yaml`;
    const sum = put(`{{ include (print $.Template.BasePath "/${file}") . | sha256sum }}`);
    return { ...template, metadata: { ...metadata, annotations: { ...annotations, 'checksum/config': sum } } };
  }

  return {
    mark: (value: Value) => mark(value),
    fill: (text: string) => fill(text, expressions),
  };
}

const NAMED = new Set([
  'metadata',
  'configMap',
  'configMapRef',
  'secretKeyRef',
  'scaleTargetRef',
  'backendRefs',
  'service',
  'roleRef',
  'subjects',
  'target',
]);

function isLabels(value: Value): boolean {
  return typeof value === 'object' && !Array.isArray(value) && Object.keys(value).every((key) => key.includes('/'));
}

function isPodTemplate(value: Value, path: readonly string[]): boolean {
  return path.at(-1) === 'template' && typeof value === 'object' && 'spec' in value && 'metadata' in value;
}

/** Braces of the program’s own text stay what they are; marks become expressions, blocks with the indentation of their key. */
function fill(text: string, expressions: readonly string[]): string {
  const quoted = text.replace(/\{\{/g, '{{ "{{" }}');
  const mark = new RegExp(`"?${MARK}(\\d+)x"?`, 'g');
  return quoted
    .split('\n')
    .map((line) => {
      const indent = /^[ -]*/.exec(line)?.[0].length ?? 0;
      return line
        .replace(mark, (_all, index: string) => expressions[Number(index)] ?? '')
        .replace(/ BLOCK(.*)INDENT/, (_all, rest: string) => ` ${rest}${indent + 2}`);
    })
    .join('\n');
}

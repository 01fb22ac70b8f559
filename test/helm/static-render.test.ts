import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { parseDocument } from 'yaml';
import { renderStatically } from '../../src/kubernetes/helm/static-render.ts';
import { KUBE_VERSION } from '../../src/kubernetes/helm/template-comparisons.ts';
import { helm } from '../bed/helm.ts';

const CHART = 'apiVersion: v2\nname: shop\nversion: 0.1.0\nappVersion: "1.2"\ndescription: Sells\n';
const VALUES = `port: 8080
big: 1000000
ratio: 0.25
enabled: true
name: web
long: &long "a text with spaces: and a colon"
again: *long
lines: |
  one
  two
list: [a, b, a]
none: []
nothing: null
map:
  z: 1
  a: "yes"
  inner:
    - key: x
      more: {b: 1, a: [1, 2]}
`;
const HELPERS = `{{- define "shop.name" -}}
{{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end -}}
{{/*
A comment with {{ braces }}
*/}}
{{- define "shop.labels" -}}
app: {{ include "shop.name" . }}
chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- if .Chart.AppVersion }}
version: {{ .Chart.AppVersion | quote }}
{{- end }}
{{- end -}}
`;

/** Each is the data of a ConfigMap. */
const DATA: readonly string[] = [
  'a: {{ .Values.port | quote }}\n  b: {{ .Values.big }}\n  c: {{ .Values.ratio }}\n  d: {{ int64 .Values.big }}',
  'a: {{ .Values.long | quote }}\n  b: {{ .Values.again | upper | squote }}\n  c: {{ .Values.name | title }}',
  'a: {{ toYaml .Values.map | nindent 4 }}',
  'a: {{ .Values.lines | indent 4 | trim | quote }}\n  b: |\n{{ .Values.lines | indent 4 }}',
  'labels: {{- include "shop.labels" . | nindent 4 }}',
  '{{- range $i, $one := .Values.list }}\n  key-{{ $i }}: {{ $one }}\n  {{- end }}',
  '{{- range $key, $one := .Values.map }}\n  {{ $key }}: {{ $one | toJson | quote }}\n  {{- end }}',
  'a: {{ uniq .Values.list | join "," }} \n  b: {{ without .Values.list "a" | len }}\n  c: {{ first .Values.list }}{{ last .Values.list }}',
  'a: {{ if and .Values.enabled (not .Values.none) }}x{{ else }}y{{ end }}\n  b: {{ if or .Values.none .Values.nothing }}x{{ end }}z',
  'a: {{ ternary "x" "y" (eq .Values.name "web") }}\n  b: {{ ne (int .Values.port) 80 }}\n  c: {{ gt .Values.port 80.0 }}',
  'a: {{ coalesce .Values.nothing .Values.none .Values.name }}\n  b: {{ empty .Values.none }}\n  c: {{ kindOf .Values.map }}',
  '{{- with .Values.map }}\n  a: {{ .z }}\n  b: {{ $.Values.port }}\n  {{- end }}\n  c: d',
  '{{- $all := dict "a" 1 }}\n  {{- $_ := set $all "b" 2 }}\n  a: {{ $all | toJson | quote }}\n  b: {{ hasKey $all "b" }}',
  'a: {{ merge (dict "a" 1) (dict "a" 2 "b" 3) | toJson | quote }}\n  b: {{ mergeOverwrite (dict "a" 1) (dict "a" 2) | toJson | quote }}',
  'a: {{ tpl "{{ .Values.name }}-{{ .Chart.Name }}" . }}\n  b: {{ "x" | b64enc }}\n  c: {{ add 1 .Values.port }}',
  'a: {{ trunc 3 "abcdef" }}{{ trunc -2 "abcdef" }}\n  b: {{ "-a-" | trimSuffix "-" | trimPrefix "-" }}\n  c: {{ trimAll "/" "/a/" }}',
  'a: {{ semverCompare ">=1.19-0" .Capabilities.KubeVersion.GitVersion }}\n  b: {{ .Capabilities.APIVersions.Has "apps/v1" }}',
  'a: {{ (.Values.missing).more | default "x" }}\n  b: {{ dig "inner" "x" .Values.map | len }}\n  c: {{ index .Values.list 1 }}',
  'a: {{ printf "%s:%v (%d%%) %q" .Values.name .Values.port 5 "x" }}\n  b: {{ cat "a" 1 true }}\n  c: {{ repeat 3 "ab" }}',
  'a: x{{ "{{" }} {{ `}}` | quote }}\n  b: {{/* nothing */}} c',
  'a: {{ .Release.Name }}/{{ .Release.Namespace }}/{{ .Release.Service }}\n  b: {{ .Chart.Description }} {{ .Template.BasePath }}',
  'a: {{ contains "e" .Values.name }}{{ hasPrefix "w" .Values.name }}{{ hasSuffix "x" .Values.name }}\n  b: {{ list 1 "a" | toJson | quote }}',
  'a: {{ pick .Values.map "z" "a" | toYaml | nindent 4 }}\n  b: {{ omit .Values.map "inner" | keys | sortAlpha | join "," }}',
  'a: {{ typeOf .Values.port }} {{ typeIs "string" .Values.name }} {{ kindIs "map" .Values.map }}\n  b: {{ max 1 3 2 }}{{ sub 5 2 }}',
];

describe('rendering without Helm agrees with Helm', () => {
  let folder: string;
  let theirs: readonly unknown[];
  const templates = new Map(
    DATA.map((data, index) => [
      `templates/${String(index).padStart(2, '0')}.yaml`,
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: c${String(index).padStart(2, '0')}\ndata:\n  ${data}\n`,
    ]),
  );
  templates.set('templates/_helpers.tpl', HELPERS);
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'gantry-render-'));
    await mkdir(path.join(folder, 'templates'));
    for (const [file, text] of [['Chart.yaml', CHART], ['values.yaml', VALUES], ...templates] as const) {
      await writeFile(path.join(folder, file), text);
    }
    const args = ['template', 'shop', folder, '--kube-version', KUBE_VERSION];
    const { stdout } = await promisify(execFile)(await helm(), args);
    theirs = stdout.split(/^---$/m).slice(1).map(read);
  });
  after(() => rm(folder, { recursive: true }));
  const own = renderStatically({ folder: '', chart: CHART, values: VALUES, templates });
  for (const [index, data] of DATA.entries()) {
    it(data.split('\n').join(' '), () => {
      const printed = own.get(`templates/${String(index).padStart(2, '0')}.yaml`);
      assert.deepEqual(read(printed?.text ?? ''), theirs[index]);
    });
  }
});

function read(text: string): unknown {
  return parseDocument(text).toJS() as unknown;
}

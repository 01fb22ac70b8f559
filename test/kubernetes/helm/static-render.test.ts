import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderStatically } from '../../../src/kubernetes/helm/static-render.ts';

const CHART = 'apiVersion: v2\nname: shop\nversion: 0.1.0\nappVersion: "1.2"\n';
const VALUES = `port: 8080
big: 1000000
name: web
empty: ""
list: [a, b]
none: []
map:
  z: 1
  a: "yes"
  inner:
    - key: x
`;
const HELPERS = `{{- define "shop.name" -}}
{{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end -}}
{{- define "shop.labels" -}}
app: {{ include "shop.name" . }}
release: {{ .Release.Name }}
{{- end -}}
{{- define "again" }}{{ include "again" . }}{{ end }}
`;

/** Undefined: nothing is said of what it makes. */
function render(template: string, values = VALUES): string | undefined {
  const templates = new Map([
    ['templates/_helpers.tpl', HELPERS],
    ['templates/one.yaml', template],
  ]);
  return renderStatically({ folder: '', chart: CHART, values, templates }).get('templates/one.yaml')?.text;
}

const printed: readonly [what: string, template: string, text: string][] = [
  ['text', 'a: b\n', 'a: b\n'],
  ['a number', '{{ .Values.port }}', '8080'],
  ['a large number, which is a float', '{{ .Values.big }} {{ int .Values.big }}', '1e+06 1000000'],
  ['trimmed blanks', 'a: \n  {{- .Values.name -}}  \nb', 'a:webb'],
  ['a comment', 'a{{/* {{ not }} an action */}}b{{- /* another */ -}} c', 'abc'],
  ['braces in a text', '{{ "{{" }} {{ `}}` }}', '{{ }}'],
  ['what is quoted', '{{ .Values.port | quote }} {{ squote .Values.name }}', '"8080" \'web\''],
  ['a default', '{{ .Values.missing | default "x" }} {{ default "x" .Values.name }}', 'x web'],
  ['the chart and the release', '{{ .Chart.Name }}-{{ .Chart.AppVersion }} {{ .Release.Service }}', 'shop-1.2 Helm'],
  ['branches', '{{ if .Values.none }}a{{ else if eq .Values.port 8080.0 }}b{{ else }}c{{ end }}', 'b'],
  ['with', '{{ with .Values.map }}{{ .z }}{{ $.Values.port }}{{ end }}', '18080'],
  ['else of with', '{{ with .Values.none }}a{{ else }}b{{ end }}', 'b'],
  ['a loop', '{{ range $i, $one := .Values.list }}{{ $i }}{{ $one }} {{ end }}', '0a 1b '],
  [
    'a loop over a map, sorted',
    '{{ range $key, $value := omit .Values.map "inner" }}{{ $key }}={{ $value }} {{ end }}',
    'a=yes z=1 ',
  ],
  ['variables', '{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ $y := 3 }}{{ end }}{{ $x }}', '2'],
  [
    'an included template',
    'labels: {{- include "shop.labels" . | nindent 2 }}',
    'labels:\n  app: shop\n  release: shop',
  ],
  ['template', 'labels:\n{{ template "shop.labels" . }}', 'labels:\napp: shop\nrelease: shop'],
  ['YAML', '{{ toYaml .Values.map }}', 'a: "yes"\ninner:\n- key: x\nz: 1'],
  ['JSON', '{{ toJson .Values.list }}', '["a","b"]'],
  ['printf', '{{ printf "%s:%v-%d" .Values.name .Values.port 3 }}', 'web:8080-3'],
  [
    'functions on lists',
    '{{ join "," (append .Values.list "c") }} {{ has "b" .Values.list }} {{ len .Values.list }}',
    'a,b,c true 2',
  ],
  [
    'functions on maps',
    '{{ hasKey .Values.map "z" }} {{ get (dict "a" "b") "a" }} {{ dig "inner" "none" .Values.map | kindOf }}',
    'true b slice',
  ],
  [
    'and and or stop early',
    '{{ and .Values.missing .Values.missing.more }}{{ or .Values.name .Values.missing.more }}',
    'web',
  ],
  ['nothing in parentheses', '{{ default "x" (.Values.missing).more }}', 'x'],
  ['text that is a template', '{{ tpl "{{ .Values.name }}" . }}', 'web'],
  ['base64', '{{ b64enc "hello" }}', 'aGVsbG8='],
  [
    'the version of the cluster',
    '{{ if semverCompare ">=1.19-0" .Capabilities.KubeVersion.GitVersion }}new{{ end }}',
    'new',
  ],
  ['APIs that every cluster has', '{{ .Capabilities.APIVersions.Has "policy/v1" }}', 'true'],
  [
    'what whoever installs it sets',
    'a: {{ .Values.empty }}\nb: {{ .Values.missing | quote }}',
    'a: $(values.41)\nb: $(nil)',
  ],
  ['an empty text in YAML', '{{ toYaml (dict "a" .Values.empty) }}', 'a: "$(empty)"'],
  ['a random text', 'a: {{ randAlphaNum 5 }}', 'a: $(randAlphaNum.number)'],
  ['what is looked up in the cluster', 'a: {{ (lookup "v1" "Secret" "x" "y").data }}', 'a: $(lookup.data)'],
];

const undecided: readonly [what: string, template: string][] = [
  ['a branch by what is looked up', '{{ if lookup "v1" "Secret" "x" "y" }}a{{ end }}'],
  ['a branch by APIs that others add', '{{ if .Capabilities.APIVersions.Has "monitoring.coreos.com/v1" }}a{{ end }}'],
  ['a loop over files', '{{ range .Files.Glob "x" }}a{{ end }}'],
  ['a template of a library', '{{ include "common.labels" . }}'],
  ['a template that includes itself', '{{ include "again" . }}'],
  ['a field of nothing', '{{ .Values.missing.more }}'],
  ['a very long loop', '{{ range until 999 }}{{ range until 999 }}a{{ end }}{{ end }}'],
  ['a condition on what is not set', '{{ if eq (include "shop.unset" .) "x" }}a{{ end }}'],
  ['no end', '{{ if true }}a'],
  ['an end too many', 'a{{ end }}'],
  ['an action that is not closed', 'a: {{ .Values.port'],
  ['a comparison of maps', '{{ if eq .Values.map .Values.map }}a{{ end }}'],
  ['a chart that fails', '{{ fail "no" }}'],
];

describe('rendering without Helm', () => {
  for (const [what, template, text] of printed) it(what, () => assert.equal(render(template), text));
});

describe('what is not decided by the files', () => {
  for (const [what, template] of undecided) it(what, () => assert.equal(render(template), undefined));

  it('an unknown function is unknown only where it stands', () => {
    assert.equal(render('a: {{ someday 1 }}\nb: c'), 'a: $(someday.number)\nb: c');
  });

  it('never throws, whatever the text', () => {
    const words = [
      '{{',
      '}}',
      '{{-',
      '-}}',
      'if',
      'end',
      'range',
      '.Values.map',
      '|',
      '(',
      ')',
      '$x',
      ':=',
      '"',
      '\n',
      'else',
      'include',
    ];
    let seed = 7;
    const next = () => (seed = (seed * 48_271) % 2_147_483_647);
    for (let round = 0; round < 2000; round++) {
      const text = Array.from({ length: next() % 12 }, () => words[next() % words.length]).join(' ');
      assert.doesNotThrow(() => render(text), text);
    }
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzeTexts, factsOf, mainFile } from '../go-project.ts';

const GO_MOD = 'module example.com/app\n\ngo 1.26\n';

const processes: Readonly<Record<string, { code: string; commands: string[] }>> = {
  'of a library that reads packages': {
    code: 'import "golang.org/x/tools/go/packages"\nfunc main() { packages.Load(nil, "./...") }',
    commands: ['go default'],
  },
  'a program by name': { code: 'exec.Command("git", "status").Run()', commands: ['git known'] },
  'a program with a context': {
    code: 'exec.CommandContext(context.Background(), "ffmpeg")',
    commands: ['ffmpeg known'],
  },
  'a command that is filled in by itself': {
    code: '(&exec.Cmd{Path: "/usr/bin/ffmpeg", Args: []string{"ffmpeg", "-version"}}).Run()',
    commands: ['/usr/bin/ffmpeg known'],
  },
  'a program that is looked for': { code: 'exec.LookPath("openssl")', commands: ['openssl known'] },
  'a program that a setting may change': {
    code: 'exec.Command(cmp.Or(os.Getenv("GIT"), "git"))',
    commands: ['git default'],
  },
  'a program by the path that was found for it': {
    code: 'type tool struct { path string }\nfunc find() (*tool, error) { path, err := exec.LookPath("ffmpeg")\nif err != nil { return nil, err }\nreturn &tool{path}, nil }\nfunc main() { one, _ := find()\nexec.Command(one.path) }',
    commands: ['ffmpeg known'],
  },
  'a program by its path, unless a setting names another': {
    code: 'func find() string { if own := os.Getenv("GO"); own != "" { return own }\nif path, err := exec.LookPath("go"); err == nil { return path }\nreturn "go" }\nfunc main() { exec.Command(find()) }',
    commands: ['go known'],
  },
  'a program that is looked for by a name which the source does not tell': {
    code: 'path, _ := exec.LookPath(os.Args[1])\nexec.Command(path)',
    commands: ['null unknown'],
  },
  'a program that the source does not name': { code: 'exec.Command(os.Args[1])', commands: ['null unknown'] },
  'programs that a helper is given': {
    code: 'func run(name string, args ...string) { exec.Command(name, args...).Run() }\nfunc main() { run("tar", "x"); run("gzip") }',
    commands: ['tar known', 'gzip known'],
  },
  'a variable that tests replace': {
    code: 'var start = exec.Command\nfunc main() { start("sh", "-c", "cd /tmp") }',
    commands: ['sh known'],
  },
  'what a shell starts': {
    code: 'exec.Command("/bin/bash", "-lc", "cd x && A=1 ffprobe -v error f | grep y; echo \\"git z\\"; pdftotext " + os.Args[1])',
    commands: ['/bin/bash known', 'ffprobe known', 'pdftotext known'],
  },
  'a shell whose command the source leaves open': {
    code: 'exec.Command("sh", "-c", os.Args[1])\nexec.Command("sh", "-c", "con"+os.Args[1])\nexec.Command("sh", "script.sh")',
    commands: ['sh known'],
  },
  itself: {
    code: 'exe, _ := os.Executable()\nexec.Command(exe, "child")\nexec.Command(os.Args[0])\nexec.Command("/proc/self/exe")',
    commands: [],
  },
  'a browser, by system': {
    code: 'switch runtime.GOOS {\ncase "darwin":\n\texec.Command("open", "x")\ncase "linux":\n\texec.Command("xdg-open", "x")\n}',
    commands: ['xdg-open known'],
  },
};

for (const [name, { code, commands }] of Object.entries(processes)) {
  test(`processes: ${name}`, async () => {
    const found = (await factsOf(code)).processes;
    assert.deepEqual(
      found.map(({ command, certainty }) => `${command} ${certainty}`),
      commands,
    );
  });
}

test('users are looked up', async () => {
  assert.equal((await factsOf('user.Current()')).userLookups, true);
  assert.equal((await factsOf('os.UserHomeDir()')).userLookups, false);
});

const limits: Readonly<Record<string, { code: string; memory: boolean; processors: boolean }>> = {
  none: { code: 'runtime.GOMAXPROCS(0)\ndebug.SetMemoryLimit(-1)', memory: false, processors: false },
  'the machine’s processors are no limit': {
    code: 'runtime.GOMAXPROCS(runtime.NumCPU())',
    memory: false,
    processors: false,
  },
  'numbers of its own': {
    code: 'runtime.GOMAXPROCS(2)\ndebug.SetMemoryLimit(1 << 28)',
    memory: true,
    processors: true,
  },
  'a call that reads the cgroup': {
    code: 'maxprocs.Set()\nmemlimit.SetGoMemLimitWithOpts()',
    memory: true,
    processors: true,
  },
};

for (const [name, { code, memory, processors }] of Object.entries(limits)) {
  test(`limits of the runtime: ${name}`, async () => {
    const { runtimeLimits } = await factsOf(code);
    assert.deepEqual([runtimeLimits.memory !== null, runtimeLimits.processors !== null], [memory, processors]);
  });
}

test('limits of the runtime: imports that set them', async () => {
  const { runtimeLimits } = await factsOf('', {
    'main.go':
      'package main\nimport (\n_ "github.com/KimMachineGun/automemlimit"\n_ "go.uber.org/automaxprocs"\n)\nfunc main() {}\n',
  });
  assert.deepEqual([runtimeLimits.memory?.line, runtimeLimits.processors?.line], [3, 4]);
});

const versions: Readonly<Record<string, { code: string; files?: Record<string, string>; names: string[] }>> = {
  'by name, with a value that waits for one': {
    code: 'var (\n\tversion = "dev"\n\tcommit string\n\tbuildDate = "unknown"\n\tgoVersion = ""\n\tname = "dev"\n)\nfunc main() {}',
    names: ['main.buildDate date unknown', 'main.commit commit ', 'main.version version dev'],
  },
  'a version that the source sets is none': { code: 'var version = "1.4.2"\nfunc main() {}', names: [] },
  'a constant cannot be set': { code: 'const version = "dev"\nfunc main() {}', names: [] },
  'a version that a release sets': {
    code: 'var version = "1.4.2"\nfunc main() {}',
    files: { Makefile: 'build:\n\tgo build -ldflags "-s -w -X main.version=$(VERSION)"\n' },
    names: ['main.version version 1.4.2'],
  },
  'a package behind a variable of the Makefile': {
    code: 'func main() { env.Load() }',
    files: {
      'main.go': 'package main\nimport "example.com/app/internal/info"\nfunc main() { println(info.Commit) }\n',
      'internal/info/info.go': 'package info\n\nvar Version = "x"\nvar Commit = "x"\n',
      '.goreleaser.yaml': "builds:\n  - ldflags:\n      - -X '{{ .Env.PKG }}/info.Commit={{.Commit}}'\n",
    },
    names: ['example.com/app/internal/info.Commit commit x'],
  },
};

for (const [name, { code, files = {}, names }] of Object.entries(versions)) {
  test(`version variables: ${name}`, async () => {
    const { versionVariables } = await factsOf(code, files);
    assert.deepEqual(
      versionVariables.map((variable) => `${variable.name} ${variable.holds} ${variable.fallback}`),
      names,
    );
  });
}

test('a package that is not linked has no version to set', async () => {
  const { programs } = await analyzeTexts({
    'go.mod': GO_MOD,
    'main.go': mainFile('func main() {}'),
    'version/version.go': 'package version\nvar Version = "dev"\n',
  });
  assert.deepEqual(programs[0]?.versionVariables, []);
});

const PACKAGE = JSON.stringify({ scripts: { build: 'vite build' } });
const EMBEDS = 'package main\nimport "embed"\n\n//go:embed all:web/dist\nvar f embed.FS\nfunc main() { println(f) }\n';

const frontEnds: Readonly<Record<string, { files: Record<string, string>; made: string[] }>> = {
  'a folder that is embedded and not there': {
    files: { 'main.go': EMBEDS, 'web/package.json': PACKAGE, 'web/pnpm-lock.yaml': '' },
    made: ['web/dist of web by pnpm build'],
  },
  'a folder that git passes over': {
    files: { 'main.go': EMBEDS, 'web/dist/index.html': '', 'web/package.json': PACKAGE, '.gitignore': 'web/dist/\n' },
    made: ['web/dist of web by npm build'],
  },
  'a folder that only waits for it': {
    files: { 'main.go': EMBEDS, 'web/dist/.gitkeep': '', 'web/package.json': PACKAGE, 'yarn.lock': '' },
    made: ['web/dist of web by yarn build'],
  },
  'a folder that the repository holds': {
    files: { 'main.go': EMBEDS, 'web/dist/index.html': '', 'web/package.json': PACKAGE },
    made: [],
  },
  'a folder that nothing makes': { files: { 'main.go': EMBEDS, 'web/package.json': '{' }, made: [] },
  'a folder that settings of a bundler elsewhere name': {
    files: {
      'main.go': EMBEDS.replace('web/dist', 'internal/ui/dist'),
      'internal/ui/.gitkeep': '',
      'ui/package.json': PACKAGE,
      'ui/package-lock.json': '',
      'ui/vite.config.ts': "export default { build: {\n  outDir: '../internal/ui/dist',\n } };\n",
    },
    made: ['internal/ui/dist of ui by npm build'],
  },
  'a folder that is named from the root of a bundler': {
    files: {
      'main.go': EMBEDS.replace('web/dist', 'static'),
      'ui/package.json': PACKAGE,
      'ui/vite.config.ts': "export default { root: 'src', build: { outDir: '../../static' } };\n",
    },
    made: ['static of ui by npm build'],
  },
  'a folder that is joined to that of the settings': {
    files: {
      'main.go': EMBEDS.replace('web/dist', 'static'),
      'ui/package.json': PACKAGE,
      'ui/vite.config.ts': "export default { root: 'src', build: { outDir: resolve(__dirname, '../static') } };\n",
    },
    made: ['static of ui by npm build'],
  },
  'a folder that two packages name': {
    files: {
      'main.go': EMBEDS.replace('web/dist', 'static'),
      'a/package.json': PACKAGE,
      'a/vue.config.js': "module.exports = { outputDir: '../static' }\n",
      'b/package.json': PACKAGE,
      'b/vue.config.js': "module.exports = { outputDir: '../static' }\n",
    },
    made: [],
  },
  'a folder that a script of a package elsewhere names': {
    files: {
      'main.go': EMBEDS.replace('web/dist', 'server/site'),
      'ui/package.json': JSON.stringify({ scripts: { build: 'vite build --outDir=../server/site' } }),
    },
    made: ['server/site of ui by npm build'],
  },
  'a folder that is served': {
    files: { 'main.go': mainFile('func main() { http.FileServer(http.Dir("ui/build")) }'), 'ui/package.json': PACKAGE },
    made: ['ui/build of ui by npm build'],
  },
};

for (const [name, { files, made }] of Object.entries(frontEnds)) {
  test(`front ends: ${name}`, async () => {
    const { programs } = await analyzeTexts({ 'go.mod': GO_MOD, ...files });
    assert.deepEqual(
      programs[0]?.frontEnds.map(
        ({ folder, output, manager, script }) => `${output} of ${folder} by ${manager} ${script}`,
      ),
      made,
    );
  });
}

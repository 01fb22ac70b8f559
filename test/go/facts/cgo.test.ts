import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzeTexts, mainFile } from '../go-project.ts';

const GO_MOD = 'module example.com/app\n\ngo 1.26\n';
const UUID = mainFile('func main() { uuid.New() }');
const IMPORTS_P = 'package main\nimport _ "example.com/app/p"\nfunc main() {}\n';

/** `needed`, why, and the place of the import. */
type Expected = readonly [needed: boolean | null, because: string | null, place?: string];

const cases: Readonly<Record<string, { files: Record<string, string>; cgo: Expected; certainty: string }>> = {
  'nothing outside the standard library': {
    files: { 'main.go': mainFile('func main() {}') },
    cgo: [false, null],
    certainty: 'known',
  },
  'a module of which nothing is known to need C': {
    files: { 'main.go': UUID },
    cgo: [false, null],
    certainty: 'default',
  },
  'a driver of a package that is linked for its names alone': {
    files: {
      'main.go': 'package main\nimport "example.com/app/p"\nfunc main() { println(p.Kind) }\n',
      'p/p.go':
        'package p\nimport (\n"database/sql"\n_ "github.com/mattn/go-sqlite3"\n)\nconst Kind = 1\nfunc Open() { sql.Open("sqlite3", "x") }\n',
    },
    cgo: [false, null],
    certainty: 'default',
  },
  'a driver of a package that is linked for it': {
    files: {
      'main.go': IMPORTS_P,
      'p/p.go': 'package p\nimport _ "github.com/mattn/go-sqlite3"\n',
    },
    cgo: [true, 'github.com/mattn/go-sqlite3 needs C (. → p)', 'p/p.go:2'],
    certainty: 'known',
  },
  'C in the main package': {
    files: { 'main.go': 'package main\n// #include <stdio.h>\nimport "C"\nfunc main() {}\n' },
    cgo: [true, 'main.go imports "C"', 'main.go:3'],
    certainty: 'known',
  },
  'C in a package that is linked, with the way to it': {
    files: {
      'main.go': IMPORTS_P,
      'p/p.go': 'package p\nimport _ "example.com/app/q"\n',
      'q/q.go': 'package q\nimport "C"\n',
    },
    cgo: [true, 'q/q.go imports "C" (. → p → q)', 'q/q.go:2'],
    certainty: 'known',
  },
  'C with a pure alternative is not needed, and said': {
    files: {
      'main.go': IMPORTS_P,
      'p/c.go': '//go:build cgo\n\npackage p\nimport "C"\n',
      'p/pure.go': '//go:build !cgo\n\npackage p\n',
    },
    cgo: [false, 'p/c.go uses C where it is there, but the program builds without'],
    certainty: 'known',
  },
  'a driver that needs C, where cgo is on only': {
    files: {
      'main.go': IMPORTS_P,
      'p/p.go': 'package p\n',
      'p/sqlite.go': '//go:build cgo\n\npackage p\nimport _ "github.com/mattn/go-sqlite3"\n',
    },
    cgo: [false, 'p/sqlite.go uses C where it is there, but the program builds without'],
    certainty: 'known',
  },
  'a package of nothing but files for cgo': {
    files: { 'main.go': IMPORTS_P, 'p/c.go': '//go:build cgo\n\npackage p\nimport _ "github.com/mattn/go-sqlite3"\n' },
    cgo: [true, 'p/c.go is only built with cgo (. → p)', 'p/c.go:1'],
    certainty: 'known',
  },
  'a tag that is not set': {
    files: {
      'main.go': mainFile('func main() {}'),
      'sqlite.go': '//go:build sqlite\n\npackage main\nimport _ "github.com/mattn/go-sqlite3"\n',
    },
    cgo: [false, null],
    certainty: 'known',
  },
  'C in a package that is not linked': {
    files: { 'main.go': mainFile('func main() {}'), 'p/c.go': 'package p\nimport "C"\n' },
    cgo: [false, null],
    certainty: 'known',
  },
  'C on another system': {
    files: { 'main.go': mainFile('func main() {}'), 'c_windows.go': 'package main\nimport "C"\n' },
    cgo: [false, null],
    certainty: 'known',
  },
  'a driver that needs C': {
    files: { 'main.go': 'package main\nimport _ "github.com/mattn/go-sqlite3"\nfunc main() {}\n' },
    cgo: [true, 'github.com/mattn/go-sqlite3 needs C', 'main.go:2'],
    certainty: 'known',
  },
  'a driver in Go': {
    files: { 'main.go': 'package main\nimport _ "modernc.org/sqlite"\nfunc main() {}\n' },
    cgo: [false, null],
    certainty: 'default',
  },
  'a library that imports the driver': {
    files: { 'main.go': 'package main\nimport _ "gorm.io/driver/sqlite"\nfunc main() {}\n' },
    cgo: [true, 'gorm.io/driver/sqlite imports github.com/mattn/go-sqlite3, which needs C', 'main.go:2'],
    certainty: 'known',
  },
  'its twin that does not': {
    files: { 'main.go': 'package main\nimport _ "github.com/glebarez/sqlite"\nfunc main() {}\n' },
    cgo: [false, null],
    certainty: 'default',
  },
  'a package of a module that needs C in another': {
    files: { 'main.go': 'package main\nimport _ "github.com/google/gopacket/layers"\nfunc main() {}\n' },
    cgo: [false, null],
    certainty: 'default',
  },
  'a version of a module that needs C': {
    files: {
      'main.go': 'package main\nimport _ "github.com/confluentinc/confluent-kafka-go/v2/kafka"\nfunc main() {}\n',
    },
    cgo: [true, 'github.com/confluentinc/confluent-kafka-go/kafka needs C', 'main.go:2'],
    certainty: 'known',
  },
  'a direct requirement of another program': {
    files: { 'go.mod': `${GO_MOD}require github.com/mattn/go-sqlite3 v1.14.0\n`, 'main.go': UUID },
    cgo: [false, null],
    certainty: 'default',
  },
  'a module that needs C, somewhere behind': {
    files: {
      'go.mod': `${GO_MOD}require github.com/mattn/go-sqlite3 v1.14.0 // indirect\n`,
      'main.go': 'package main\nimport _ "example.org/sqlstore"\nfunc main() {}\n',
    },
    cgo: [null, 'github.com/mattn/go-sqlite3, an indirect dependency, needs C'],
    certainty: 'unknown',
  },
  'a driver behind, of a program that speaks no SQL': {
    files: { 'go.mod': `${GO_MOD}require github.com/mattn/go-sqlite3 v1.14.0 // indirect\n`, 'main.go': UUID },
    cgo: [false, null],
    certainty: 'default',
  },
  'a module behind that is mostly left out': {
    files: {
      'go.mod': `${GO_MOD}require github.com/miekg/pkcs11 v1.1.0 // indirect\nrequire github.com/bytecodealliance/wasmtime-go v1.0.0 // indirect\n`,
      'main.go': UUID,
    },
    cgo: [false, null],
    certainty: 'default',
  },
  'a module behind of which vendor/ holds nothing': {
    files: {
      'go.mod': `${GO_MOD}require github.com/mattn/go-sqlite3 v1.14.0 // indirect\n`,
      'vendor/modules.txt':
        '# github.com/mattn/go-sqlite3 v1.14.0\n## explicit\n# github.com/google/uuid v1.6.0\ngithub.com/google/uuid\n',
      'main.go': UUID,
    },
    cgo: [false, null],
    certainty: 'default',
  },
};

for (const [name, { files, cgo: expected, certainty }] of Object.entries(cases)) {
  test(`cgo: ${name}`, async () => {
    const { programs } = await analyzeTexts({ 'go.mod': GO_MOD, ...files });
    const cgo = programs[0]?.cgo;
    const place = cgo?.place && `${cgo.place.file}:${cgo.place.line}`;
    assert.deepEqual([cgo?.needed, cgo?.because, ...(place === undefined ? [] : [place])], expected);
    assert.equal(cgo?.certainty, certainty);
  });
}

/** What `#cgo` lines and imports say that the linker needs. */
const linked: Readonly<Record<string, { main: string; libraries?: readonly string[] }>> = {
  'by pkg-config': {
    main: 'package main\n\n// #cgo pkg-config: --static libfoo bar\n// #include <foo.h>\nimport "C"\nfunc main() {}\n',
    libraries: ['bar', 'libfoo'],
  },
  'by flags of the linker, in a comment of many lines, without what a compiler brings': {
    main: 'package main\n/*\n#cgo CFLAGS: -O2\n#cgo LDFLAGS: -lfoo -lm -lpthread\n*/\nimport "C"\nfunc main() {}\n',
    libraries: ['foo'],
  },
  'on another system': {
    main: 'package main\n// #cgo windows LDFLAGS: -lfoo\n// #cgo !linux darwin,cgo pkg-config: bar\nimport "C"\nfunc main() {}\n',
  },
  'of a folder of its own': {
    main: 'package main\n// #cgo LDFLAGS: -L${SRCDIR}/lib -lfoo\nimport "C"\nfunc main() {}\n',
  },
  'by a library that is known to be': {
    main: 'package main\nimport _ "github.com/google/gousb"\nfunc main() {}\n',
    libraries: ['libusb-1.0'],
  },
  'by none that is known': { main: 'package main\nimport _ "github.com/mattn/go-sqlite3"\nfunc main() {}\n' },
};

for (const [name, { main, libraries }] of Object.entries(linked)) {
  test(`libraries of the system: ${name}`, async () => {
    const { programs } = await analyzeTexts({ 'go.mod': GO_MOD, 'main.go': main });
    assert.equal(programs[0]?.cgo.needed, true);
    assert.deepEqual(programs[0].cgo.libraries, libraries);
  });
}

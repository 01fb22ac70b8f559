package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"runtime"
	"sync"
)

// World is everything that was type-checked.
type World struct {
	fset     *token.FileSet
	packages map[string]*types.Package
	own      []*checked
	isOwn    map[*types.Package]*checked
	summary  *summary
}

// checked is an own package with what its syntax means.
type checked struct {
	path   string
	pkg    *types.Package
	files  []*ast.File
	info   *types.Info
	broken bool
}

// Packages that are parsed ahead of the one that is checked.
const ahead = 24

// load type-checks packages in their order: own ones whole, of others only what they declare.
func load(packages []*Package) *World {
	world := &World{
		fset:     token.NewFileSet(),
		packages: map[string]*types.Package{"unsafe": types.Unsafe},
		isOwn:    map[*types.Package]*checked{},
	}
	slots := make(chan struct{}, ahead)
	parsed := make([]chan []*ast.File, len(packages))
	for index := range packages {
		parsed[index] = make(chan []*ast.File, 1)
	}
	go func() {
		for index, pkg := range packages {
			slots <- struct{}{}
			go func() { parsed[index] <- world.parse(pkg) }()
		}
	}()
	for index, pkg := range packages {
		world.check(pkg, <-parsed[index])
		<-slots
	}
	return world
}

func (world *World) parse(pkg *Package) []*ast.File {
	files := make([]*ast.File, len(pkg.Files))
	var group sync.WaitGroup
	limit := make(chan struct{}, runtime.NumCPU())
	for index, name := range pkg.Files {
		group.Add(1)
		limit <- struct{}{}
		go func() {
			defer func() { <-limit; group.Done() }()
			mode := parser.SkipObjectResolution
			if pkg.Own {
				mode |= parser.ParseComments
			}
			files[index], _ = parser.ParseFile(world.fset, filepath.Join(pkg.Folder, name), nil, mode)
		}()
	}
	group.Wait()
	whole := files[:0]
	for _, file := range files {
		if file != nil {
			whole = append(whole, file)
		}
	}
	return whole
}

func (world *World) check(pkg *Package, files []*ast.File) {
	if pkg.Path == "unsafe" {
		return
	}
	own := &checked{path: pkg.Path, files: files}
	if pkg.Own {
		own.info = &types.Info{
			Types:      map[ast.Expr]types.TypeAndValue{},
			Defs:       map[*ast.Ident]types.Object{},
			Uses:       map[*ast.Ident]types.Object{},
			Implicits:  map[ast.Node]types.Object{},
			Selections: map[*ast.SelectorExpr]*types.Selection{},
			Instances:  map[*ast.Ident]types.Instance{},
		}
	}
	config := types.Config{
		IgnoreFuncBodies: !pkg.Own,
		FakeImportC:      true,
		Sizes:            types.SizesFor("gc", "amd64"),
		Importer:         importerOf(world.packages, pkg.ImportMap),
		Error: func(err error) {
			// An import or a variable that nobody uses says nothing about the rest.
			if soft, ok := err.(types.Error); !ok || !soft.Soft {
				own.broken = true
			}
		},
	}
	result, _ := config.Check(pkg.Path, world.fset, files, own.info)
	if result == nil {
		return
	}
	world.packages[pkg.Path] = result
	if pkg.Own {
		own.pkg = result
		own.broken = own.broken || len(files) < len(pkg.Files)
		world.own = append(world.own, own)
		world.isOwn[result] = own
	}
}

type importing func(path string) (*types.Package, error)

func (find importing) Import(path string) (*types.Package, error) { return find(path) }

func importerOf(packages map[string]*types.Package, importMap map[string]string) types.Importer {
	return importing(func(path string) (*types.Package, error) {
		if mapped, ok := importMap[path]; ok {
			path = mapped
		}
		if pkg, ok := packages[path]; ok {
			return pkg, nil
		}
		return nil, fmt.Errorf("%s is not there", path)
	})
}

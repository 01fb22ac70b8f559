package main

import (
	"go/types"
	"regexp"
	"strings"
)

var (
	majorElement = regexp.MustCompile(`/v\d+(/|$)`)
	majorEnding  = regexp.MustCompile(`^(gopkg\.in/.*)\.v\d+$`)
)

// pathOf is an import path as Gantry names it: that of others without major version.
func (world *World) pathOf(pkg *types.Package) string {
	path := pkg.Path()
	if world.isOwn[pkg] != nil {
		return path
	}
	if at := majorElement.FindStringSubmatchIndex(path); at != nil {
		path = path[:at[0]] + path[at[2]:]
	}
	return majorEnding.ReplaceAllString(path, "$1")
}

// named is the named type behind pointers, slices, arrays, maps and channels; nil where it has none.
func named(given types.Type) *types.Named {
	for {
		switch typ := types.Unalias(given).(type) {
		case *types.Named:
			return typ
		case *types.Pointer:
			given = typ.Elem()
		case *types.Slice:
			given = typ.Elem()
		case *types.Array:
			given = typ.Elem()
		case *types.Chan:
			given = typ.Elem()
		case *types.Map:
			given = typ.Elem()
		default:
			return nil
		}
	}
}

// typeName is `path.Name`, "" of what has no name, or none in a package.
func (world *World) typeName(given types.Type) string {
	typ := named(given)
	if typ == nil || typ.Obj().Pkg() == nil {
		return ""
	}
	return world.pathOf(typ.Obj().Pkg()) + "." + typ.Obj().Name()
}

// functionName is `path.Name`, of a method `path.Type.Name`; "" of methods whose type has no name.
func (world *World) functionName(function *types.Func) string {
	if function.Pkg() == nil {
		return ""
	}
	receiver := function.Type().(*types.Signature).Recv()
	if receiver == nil {
		return world.pathOf(function.Pkg()) + "." + function.Name()
	}
	typ := named(receiver.Type())
	if typ == nil {
		return ""
	}
	return world.pathOf(function.Pkg()) + "." + typ.Obj().Name() + "." + function.Name()
}

// isInterface tells whether a type is an interface, not a type parameter.
func isInterface(given types.Type) bool {
	if _, ok := types.Unalias(given).(*types.TypeParam); ok {
		return false
	}
	return types.IsInterface(given)
}

// ownNamed is the project's named type behind pointers and the like; nil where there is none.
func (world *World) ownNamed(given types.Type) *types.Named {
	typ := named(given)
	if typ == nil || typ.Obj().Pkg() == nil || world.isOwn[typ.Obj().Pkg()] == nil {
		return nil
	}
	return typ
}

// isStandard tells packages of the standard library: their first element has no dot.
func isStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

package main

import (
	"go/constant"
	"go/types"
	"math"
	"sort"
)

// tables says what the names of others stand for that the own code uses.
func (world *World) tables() *Answer {
	answer := &Answer{
		Results:   map[string][]string{},
		Fields:    map[string]string{},
		Variables: map[string]string{},
		Constants: map[string]any{},
		Programs:  map[string]*ProgramAnswer{},
	}
	interfaces := map[string]bool{}
	for _, own := range world.own {
		for _, object := range own.info.Uses {
			if object.Pkg() == nil || world.isOwn[object.Pkg()] != nil || object.Parent() != object.Pkg().Scope() {
				continue
			}
			name := world.pathOf(object.Pkg()) + "." + object.Name()
			switch object := object.(type) {
			case *types.Func:
				world.addResults(answer, name, object, interfaces)
			case *types.Var:
				world.addName(answer.Variables, name, object.Type(), interfaces)
			case *types.Const:
				addConstant(answer, name, object)
			}
		}
		for _, selection := range own.info.Selections {
			world.addSelection(answer, selection, interfaces)
		}
		for _, name := range own.pkg.Scope().Names() {
			if object, ok := own.pkg.Scope().Lookup(name).(*types.Const); ok {
				addConstant(answer, own.path+"."+name, object)
			}
		}
	}
	for name := range interfaces {
		answer.Interfaces = append(answer.Interfaces, name)
	}
	sort.Strings(answer.Interfaces)
	return answer
}

func (world *World) addResults(answer *Answer, name string, function *types.Func, interfaces map[string]bool) {
	results := function.Type().(*types.Signature).Results()
	names := make([]string, results.Len())
	isKnown := false
	for index := range names {
		names[index] = world.typeOf(results.At(index).Type(), interfaces)
		isKnown = isKnown || names[index] != ""
	}
	if isKnown {
		answer.Results[name] = names
	}
}

// addSelection adds a field or method of others under the name of each type through which it is selected: the syntax
// knows the type of the operand, or the one of others that it embeds.
func (world *World) addSelection(answer *Answer, selection *types.Selection, interfaces map[string]bool) {
	function, isMethod := selection.Obj().(*types.Func)
	if isMethod && world.isOwn[function.Pkg()] != nil {
		return
	}
	at := selection.Recv()
	for depth, index := range selection.Index() {
		if typ := named(at); typ != nil && typ.Obj().Pkg() != nil {
			name := world.typeName(typ) + "." + selection.Obj().Name()
			if isMethod {
				world.addResults(answer, name, function, interfaces)
			} else if world.isOwn[typ.Obj().Pkg()] == nil || world.isOwn[selection.Obj().Pkg()] == nil {
				world.addName(answer.Fields, name, selection.Obj().Type(), interfaces)
			}
		}
		if depth == len(selection.Index())-1 {
			return
		}
		if pointer, ok := types.Unalias(at).(*types.Pointer); ok {
			at = pointer.Elem()
		}
		structure, ok := at.Underlying().(*types.Struct)
		if !ok || index >= structure.NumFields() {
			return
		}
		at = structure.Field(index).Type()
	}
}

// typeOf is the type's name, which is remembered where it is one of an interface of others.
func (world *World) typeOf(typ types.Type, interfaces map[string]bool) string {
	name := world.typeName(typ)
	if name != "" && world.ownNamed(typ) == nil && types.IsInterface(named(typ)) {
		interfaces[name] = true
	}
	return name
}

func (world *World) addName(table map[string]string, key string, typ types.Type, interfaces map[string]bool) {
	if name := world.typeOf(typ, interfaces); name != "" {
		table[key] = name
	}
}

// addConstant adds texts and whole numbers. Those of the standard library may differ from one system to the other, and
// lengths of time have units that their value does not tell.
func addConstant(answer *Answer, name string, object *types.Const) {
	if isStandard(object.Pkg().Path()) {
		return
	}
	if typ := named(object.Type()); typ != nil && typ.Obj().Pkg() != nil && typ.Obj().Pkg().Path() == "time" {
		return
	}
	switch value := object.Val(); value.Kind() {
	case constant.String:
		answer.Constants[name] = constant.StringVal(value)
	case constant.Int:
		if number, exact := constant.Int64Val(value); exact && number < math.MaxInt32 && number > math.MinInt32 {
			answer.Constants[name] = number
		}
	}
}

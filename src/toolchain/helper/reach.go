package main

import (
	"go/types"
	"sort"
)

// program follows what may run from main and from the initialisation of the packages that are linked.
func (world *World) program(path string) *ProgramAnswer {
	answer := &ProgramAnswer{Broken: []string{}, Reached: []string{}, Calls: map[string]string{}}
	main := world.packages[path]
	if main == nil || world.isOwn[main] == nil {
		answer.Broken = []string{path}
		return answer
	}
	search := newSearch(world)
	for pkg := range linkedOwn(world, main) {
		if world.isOwn[pkg].broken {
			answer.Broken = append(answer.Broken, pkg.Path())
		}
		search.follow(world.summary.initial[pkg])
	}
	sort.Strings(answer.Broken)
	if len(answer.Broken) > 0 {
		return answer
	}
	if function, ok := main.Scope().Lookup("main").(*types.Func); ok {
		search.visit(function)
	}
	search.run()
	for function := range search.reached {
		if name := world.functionName(function); name != "" {
			answer.Reached = append(answer.Reached, name)
		}
	}
	sort.Strings(answer.Reached)
	search.only(answer.Calls)
	return answer
}

// linkedOwn are the project's packages that a main package imports, itself included.
func linkedOwn(world *World, main *types.Package) map[*types.Package]bool {
	linked := map[*types.Package]bool{}
	seen := map[*types.Package]bool{main: true}
	for todo := []*types.Package{main}; len(todo) > 0; {
		pkg := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if world.isOwn[pkg] != nil {
			linked[pkg] = true
		}
		for _, imported := range pkg.Imports() {
			if !seen[imported] {
				seen[imported] = true
				todo = append(todo, imported)
			}
		}
	}
	return linked
}

// search is one program's: who is reached, and which values there are.
type search struct {
	world   *World
	reached map[*types.Func]bool
	todo    []*types.Func
	made    map[*types.TypeName]types.Type
	foreign map[*types.TypeName]types.Type
	handed  map[*types.TypeName]reach
	// Interfaces of the project whose values others are given.
	handedInterfaces map[*types.TypeName]reach
	asserted         map[*types.TypeName]bool
	// Methods of interfaces that are called, by name.
	dynamic map[string]map[*types.Func]bool
	fits    map[fit]bool
}

type fit struct {
	typ      *types.TypeName
	required types.Type
}

func newSearch(world *World) *search {
	return &search{
		world:            world,
		reached:          map[*types.Func]bool{},
		made:             map[*types.TypeName]types.Type{},
		foreign:          map[*types.TypeName]types.Type{},
		handed:           map[*types.TypeName]reach{},
		handedInterfaces: map[*types.TypeName]reach{},
		asserted:         map[*types.TypeName]bool{},
		dynamic:          map[string]map[*types.Func]bool{},
		fits:             map[fit]bool{},
	}
}

func (search *search) run() {
	for len(search.todo) > 0 {
		function := search.todo[len(search.todo)-1]
		search.todo = search.todo[:len(search.todo)-1]
		if found := search.world.summary.functions[function]; found != nil {
			search.follow(found)
		}
	}
}

func (search *search) visit(function *types.Func) {
	function = function.Origin()
	if search.reached[function] || search.world.isOwn[function.Pkg()] == nil {
		return
	}
	search.reached[function] = true
	search.todo = append(search.todo, function)
}

func (search *search) follow(found *edges) {
	for _, function := range found.calls {
		search.visit(function)
	}
	for name, typ := range found.foreign {
		search.foreign[name] = typ
	}
	for name := range found.asserted {
		search.asserted[name] = true
	}
	for name, typ := range found.made {
		search.make(name, typ)
	}
	for typ, how := range found.handed {
		search.hand(typ, how, 0)
	}
	for _, method := range found.dynamic {
		search.call(method)
	}
}

// call is one through an interface: whatever fits it, and is there, may be behind.
func (search *search) call(method *types.Func) {
	known := search.dynamic[method.Name()]
	if known[method] {
		return
	}
	if known == nil {
		known = map[*types.Func]bool{}
		search.dynamic[method.Name()] = known
	}
	known[method] = true
	for name, typ := range search.made {
		search.dispatch(name, typ, method)
	}
}

func (search *search) make(name *types.TypeName, typ types.Type) {
	if search.made[name] != nil {
		return
	}
	search.made[name] = typ
	for _, methods := range search.dynamic {
		for method := range methods {
			search.dispatch(name, typ, method)
		}
	}
	for required, how := range search.handedInterfaces {
		if search.implements(name, typ, required.Type()) {
			search.hand(typ, how, 0)
		}
	}
	if structure, ok := typ.Underlying().(*types.Struct); ok {
		for index := 0; index < structure.NumFields(); index++ {
			if inner := search.world.ownNamed(structure.Field(index).Type()); inner != nil && !types.IsInterface(inner) {
				search.make(inner.Obj(), inner)
			}
		}
	}
}

func (search *search) dispatch(name *types.TypeName, typ types.Type, method *types.Func) {
	receiver := method.Type().(*types.Signature).Recv().Type()
	if !search.implements(name, typ, receiver) {
		return
	}
	if target := methodOf(typ, method); target != nil {
		search.visitMethod(target)
	}
}

func (search *search) visitMethod(target *types.Func) {
	if receiver := target.Type().(*types.Signature).Recv(); receiver != nil && types.IsInterface(receiver.Type()) {
		search.call(target.Origin())
		return
	}
	search.visit(target)
}

func methodOf(typ types.Type, method *types.Func) *types.Func {
	found, _, _ := types.LookupFieldOrMethod(types.NewPointer(typ), true, method.Pkg(), method.Name())
	target, _ := found.(*types.Func)
	return target
}

// implements errs towards true: of generic types and interfaces only the names of the methods count.
func (search *search) implements(name *types.TypeName, typ, required types.Type) bool {
	key := fit{name, required}
	known, ok := search.fits[key]
	if !ok {
		wanted, isInterface := required.Underlying().(*types.Interface)
		switch {
		case !isInterface:
			known = true
		case isGeneric(typ) || isGeneric(required):
			known = hasMethods(typ, wanted)
		default:
			known = types.Implements(typ, wanted) || types.Implements(types.NewPointer(typ), wanted)
		}
		search.fits[key] = known
	}
	return known
}

func hasMethods(typ types.Type, wanted *types.Interface) bool {
	for index := 0; index < wanted.NumMethods(); index++ {
		if methodOf(typ, wanted.Method(index)) == nil {
			return false
		}
	}
	return true
}

func isGeneric(typ types.Type) bool {
	switch typ := types.Unalias(typ).(type) {
	case *types.Named:
		return typ.TypeParams().Len() > 0 || typ.TypeArgs().Len() > 0
	case *types.Interface:
		return !typ.IsMethodSet()
	}
	return true
}

const deepest = 6

// hand gives a value to others, with all that lies in it.
func (search *search) hand(given types.Type, how reach, depth int) {
	if depth > deepest {
		return
	}
	if signature, ok := types.Unalias(given).(*types.Signature); ok {
		// What a function of ours returns to them, they have, too.
		for index := 0; index < signature.Results().Len(); index++ {
			search.hand(signature.Results().At(index).Type(), how, depth+1)
		}
		return
	}
	if tuple, ok := types.Unalias(given).(*types.Map); ok {
		search.hand(tuple.Key(), how, depth+1)
	}
	typ := search.world.ownNamed(given)
	if typ == nil {
		if structure, ok := underlying(given).(*types.Struct); ok && named(given) == nil {
			search.handFields(structure, how, depth)
		}
		return
	}
	name := typ.Obj()
	if types.IsInterface(typ) {
		if search.handedInterfaces[name] >= how {
			return
		}
		search.handedInterfaces[name] = how
		for candidate, candidateType := range search.made {
			if search.implements(candidate, candidateType, typ) {
				search.hand(candidateType, how, depth+1)
			}
		}
		return
	}
	if search.handed[name] >= how {
		return
	}
	search.handed[name] = how
	search.make(name, typ)
	methods := types.NewMethodSet(types.NewPointer(typ))
	for index := 0; index < methods.Len(); index++ {
		method := methods.At(index).Obj().(*types.Func)
		if method.Exported() && (how == anything || search.world.summary.standardNames[method.Name()]) {
			search.visitMethod(method)
			if how == anything {
				search.hand(method.Type().(*types.Signature), how, depth+1)
			}
		}
	}
	if structure, ok := typ.Underlying().(*types.Struct); ok {
		search.handFields(structure, how, depth)
	} else {
		search.hand(typ.Underlying(), how, depth+1)
	}
}

func (search *search) handFields(structure *types.Struct, how reach, depth int) {
	for index := 0; index < structure.NumFields(); index++ {
		if field := structure.Field(index); field.Exported() || field.Embedded() {
			search.hand(field.Type(), how, depth+1)
		}
	}
}

// only fills in the interfaces of the project behind which there is one type, and no other can be.
func (search *search) only(calls map[string]string) {
	for _, methods := range search.dynamic {
		for method := range methods {
			declared := search.world.ownNamed(method.Type().(*types.Signature).Recv().Type())
			if declared == nil || isGeneric(declared) || search.asserted[declared.Obj()] || search.isForeign(declared) {
				continue
			}
			if target := search.onlyTarget(declared, method); target != "" {
				calls[search.world.functionName(method)] = target
			}
		}
	}
}

func (search *search) onlyTarget(declared *types.Named, method *types.Func) string {
	only := ""
	for name, typ := range search.made {
		if !search.implements(name, typ, declared) {
			continue
		}
		target := methodOf(typ, method)
		if target == nil || search.world.isOwn[target.Pkg()] == nil || types.IsInterface(target.Type().(*types.Signature).Recv().Type()) {
			return ""
		}
		found := search.world.functionName(target.Origin())
		if found == "" || only != "" && only != found {
			return ""
		}
		only = found
	}
	return only
}

// isForeign tells whether a type of others, or what an interface of theirs holds, may stand behind the interface.
func (search *search) isForeign(declared *types.Named) bool {
	for name, typ := range search.foreign {
		if search.implements(name, typ, declared) {
			return true
		}
	}
	return false
}

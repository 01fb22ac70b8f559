package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// edges is what comes to be, or may run, once a function runs.
type edges struct {
	calls []*types.Func
	// Methods of interfaces, and of type parameters.
	dynamic []*types.Func
	// Named types of the project of which there are values then.
	made map[*types.TypeName]types.Type
	// What others are given. The value tells how much they may do with it.
	handed map[types.Type]reach
	// Types of others of which there are values then: they may stand behind interfaces of the project.
	foreign map[*types.TypeName]types.Type
	// Interfaces that values are asserted to be.
	asserted map[*types.TypeName]bool
}

// reach is what others do with a value: what interfaces of the standard library name, or anything.
type reach int

const (
	nothing reach = iota
	standardMethods
	anything
)

// summary is what all programs share.
type summary struct {
	functions map[*types.Func]*edges
	// What runs when a package is initialised, and what is called from outside Go.
	initial map[*types.Package]*edges
	// Names of the methods of the interfaces that others declare.
	standardNames map[string]bool
}

func (world *World) summarize() {
	world.summary = &summary{
		functions:     map[*types.Func]*edges{},
		initial:       map[*types.Package]*edges{},
		standardNames: methodNames(world.packages),
	}
	for _, own := range world.own {
		initial := newEdges()
		world.summary.initial[own.pkg] = initial
		for _, file := range own.files {
			for _, declaration := range file.Decls {
				function, ok := declaration.(*ast.FuncDecl)
				if !ok {
					world.walk(own, initial, declaration, nil)
					continue
				}
				object, ok := own.info.Defs[function.Name].(*types.Func)
				if !ok {
					continue
				}
				isInit := function.Recv == nil && function.Name.Name == "init"
				if isInit {
					world.walk(own, initial, function, object.Type().(*types.Signature))
					continue
				}
				if isExported(function.Doc) || function.Name.Name == "_" {
					initial.calls = append(initial.calls, object)
				}
				found := newEdges()
				world.walk(own, found, function, object.Type().(*types.Signature))
				world.summary.functions[object] = found
			}
		}
	}
}

func newEdges() *edges {
	return &edges{
		made:     map[*types.TypeName]types.Type{},
		handed:   map[types.Type]reach{},
		foreign:  map[*types.TypeName]types.Type{},
		asserted: map[*types.TypeName]bool{},
	}
}

// isExported tells of functions that C or the linker may call.
func isExported(doc *ast.CommentGroup) bool {
	if doc == nil {
		return false
	}
	for _, comment := range doc.List {
		if strings.HasPrefix(comment.Text, "//export ") || strings.HasPrefix(comment.Text, "//go:linkname ") {
			return true
		}
	}
	return false
}

// methodNames are the names of the methods of all interfaces that packages declare, and of the most common ones that the
// standard library writes inside its functions.
func methodNames(packages map[string]*types.Package) map[string]bool {
	names := map[string]bool{}
	for _, name := range strings.Fields("Unwrap Is As Timeout Temporary Error String GoString Format Close Flush Sync") {
		names[name] = true
	}
	for path, pkg := range packages {
		if !isStandard(path) {
			continue
		}
		for _, name := range pkg.Scope().Names() {
			object, ok := pkg.Scope().Lookup(name).(*types.TypeName)
			if !ok {
				continue
			}
			if typ, ok := object.Type().Underlying().(*types.Interface); ok {
				for index := 0; index < typ.NumMethods(); index++ {
					names[typ.Method(index).Name()] = true
				}
			}
		}
	}
	return names
}

// walk collects the edges of a declaration; `signature` is that of the function around.
func (world *World) walk(own *checked, found *edges, node ast.Node, signature *types.Signature) {
	walker := &walker{world: world, own: own, found: found, signatures: []*types.Signature{signature}}
	ast.Inspect(node, walker.enter)
}

type walker struct {
	world *World
	own   *checked
	found *edges
	// Of the functions around, the innermost last.
	signatures []*types.Signature
	nodes      []ast.Node
}

func (walker *walker) enter(node ast.Node) bool {
	if node == nil {
		last := walker.nodes[len(walker.nodes)-1]
		walker.nodes = walker.nodes[:len(walker.nodes)-1]
		if _, ok := last.(*ast.FuncLit); ok {
			walker.signatures = walker.signatures[:len(walker.signatures)-1]
		}
		return true
	}
	walker.nodes = append(walker.nodes, node)
	info := walker.own.info
	switch node := node.(type) {
	case *ast.FuncLit:
		signature, _ := walker.typeOf(node).(*types.Signature)
		walker.signatures = append(walker.signatures, signature)
	case *ast.Ident:
		walker.identifier(node)
	case *ast.SelectorExpr:
		if selection := info.Selections[node]; selection != nil {
			if function, ok := selection.Obj().(*types.Func); ok {
				walker.call(function)
			}
		}
	case *ast.CallExpr:
		walker.arguments(node)
	case *ast.AssignStmt:
		walker.assign(node.Lhs, node.Rhs)
	case *ast.ValueSpec:
		if node.Type != nil {
			for _, value := range node.Values {
				walker.convert(walker.typeOf(value), walker.typeOf(node.Type), anything)
			}
		}
	case *ast.ReturnStmt:
		walker.results(node)
	case *ast.CompositeLit:
		walker.elements(node)
	case *ast.SendStmt:
		if channel, ok := underlying(walker.typeOf(node.Chan)).(*types.Chan); ok {
			walker.convert(walker.typeOf(node.Value), channel.Elem(), anything)
		}
	case *ast.TypeAssertExpr:
		if node.Type != nil {
			walker.assert(walker.typeOf(node.Type))
		}
	case *ast.TypeSwitchStmt:
		for _, clause := range node.Body.List {
			for _, expression := range clause.(*ast.CaseClause).List {
				walker.assert(walker.typeOf(expression))
			}
		}
	}
	if expression, ok := node.(ast.Expr); ok {
		if value, ok := info.Types[expression]; ok && (value.IsValue() || value.IsType() && isMaker(walker.parent())) {
			walker.make(value.Type)
		}
	}
	return true
}

// isMaker tells whether a type that stands there makes a value: `new(T)`, `var x T`, a parameter or result by name.
func isMaker(parent ast.Node) bool {
	switch parent.(type) {
	case *ast.CallExpr, *ast.ValueSpec, *ast.Field, *ast.StarExpr, *ast.ArrayType, *ast.MapType, *ast.CompositeLit:
		return true
	}
	return false
}

func (walker *walker) parent() ast.Node {
	if len(walker.nodes) < 2 {
		return nil
	}
	return walker.nodes[len(walker.nodes)-2]
}

func (walker *walker) typeOf(expression ast.Expr) types.Type {
	if value, ok := walker.own.info.Types[expression]; ok {
		return value.Type
	}
	if name, ok := expression.(*ast.Ident); ok {
		if object := walker.own.info.ObjectOf(name); object != nil {
			return object.Type()
		}
	}
	return types.Typ[types.Invalid]
}

func (walker *walker) identifier(name *ast.Ident) {
	info := walker.own.info
	switch object := info.ObjectOf(name).(type) {
	case *types.Func:
		// Methods are seen where they are selected.
		if info.Uses[name] != nil && object.Type().(*types.Signature).Recv() == nil {
			walker.call(object)
		}
	case *types.Var:
		walker.make(object.Type())
	}
	for index := 0; index < info.Instances[name].TypeArgs.Len(); index++ {
		walker.hand(info.Instances[name].TypeArgs.At(index), anything)
	}
}

func (walker *walker) call(function *types.Func) {
	function = function.Origin()
	receiver := function.Type().(*types.Signature).Recv()
	if receiver != nil && types.IsInterface(receiver.Type()) {
		walker.found.dynamic = append(walker.found.dynamic, function)
	} else if walker.world.isOwn[function.Pkg()] != nil {
		walker.found.calls = append(walker.found.calls, function)
	}
}

// arguments follows what a call is given into its parameters, and what a conversion converts.
func (walker *walker) arguments(call *ast.CallExpr) {
	if value, ok := walker.own.info.Types[call.Fun]; ok && value.IsType() {
		if len(call.Args) == 1 {
			walker.convert(walker.typeOf(call.Args[0]), value.Type, anything)
		}
		return
	}
	signature, ok := underlying(walker.typeOf(call.Fun)).(*types.Signature)
	if !ok {
		return
	}
	how := walker.calleeReach(call.Fun)
	given := walker.typesOf(call.Args)
	for index, typ := range given {
		parameters := signature.Params()
		if parameters.Len() == 0 {
			break
		}
		wanted := parameters.At(min(index, parameters.Len()-1)).Type()
		if signature.Variadic() && index >= parameters.Len()-1 && call.Ellipsis == token.NoPos {
			if slice, ok := underlying(wanted).(*types.Slice); ok {
				wanted = slice.Elem()
			}
		}
		if how == nothing {
			walker.convert(typ, wanted, anything)
			continue
		}
		// What others get as it is, they may turn into an interface themselves.
		walker.hand(typ, how)
	}
}

// calleeReach is nothing for the project's own functions.
func (walker *walker) calleeReach(callee ast.Expr) reach {
	var object types.Object
	switch callee := ast.Unparen(callee).(type) {
	case *ast.Ident:
		object = walker.own.info.Uses[callee]
	case *ast.SelectorExpr:
		object = walker.own.info.Uses[callee.Sel]
	case *ast.IndexExpr:
		return walker.calleeReach(callee.X)
	case *ast.IndexListExpr:
		return walker.calleeReach(callee.X)
	}
	function, ok := object.(*types.Func)
	if !ok || function.Pkg() == nil || walker.world.isOwn[function.Pkg()] != nil {
		return nothing
	}
	return reachOf(function.Pkg().Path())
}

// reachOf tells what a package may do with a value: of the standard library, only these call methods by reflection.
func reachOf(path string) reach {
	switch path {
	case "reflect", "text/template", "html/template", "net/rpc", "net/rpc/jsonrpc", "expvar", "testing", "plugin":
		return anything
	}
	if isStandard(path) {
		return standardMethods
	}
	return anything
}

// typesOf are the types of arguments or values; those of the only call where it has several results.
func (walker *walker) typesOf(expressions []ast.Expr) []types.Type {
	if len(expressions) == 1 {
		if tuple, ok := walker.typeOf(expressions[0]).(*types.Tuple); ok {
			found := make([]types.Type, tuple.Len())
			for index := range found {
				found[index] = tuple.At(index).Type()
			}
			return found
		}
	}
	found := make([]types.Type, len(expressions))
	for index, expression := range expressions {
		found[index] = walker.typeOf(expression)
	}
	return found
}

func (walker *walker) assign(targets, values []ast.Expr) {
	for index, typ := range walker.typesOf(values) {
		if index < len(targets) {
			walker.convert(typ, walker.typeOf(targets[index]), anything)
			// A field or variable of others.
			if selector, ok := ast.Unparen(targets[index]).(*ast.SelectorExpr); ok {
				if object := walker.own.info.Uses[selector.Sel]; object != nil && object.Pkg() != nil &&
					walker.world.isOwn[object.Pkg()] == nil {
					walker.hand(typ, anything)
				}
			}
		}
	}
}

func (walker *walker) results(statement *ast.ReturnStmt) {
	signature := walker.signatures[len(walker.signatures)-1]
	if signature == nil {
		return
	}
	for index, typ := range walker.typesOf(statement.Results) {
		if index < signature.Results().Len() {
			walker.convert(typ, signature.Results().At(index).Type(), anything)
		}
	}
}

func (walker *walker) elements(literal *ast.CompositeLit) {
	typ := walker.typeOf(literal)
	isForeign := false
	if name := named(typ); name != nil {
		isForeign = walker.world.ownNamed(name) == nil
	}
	pointed := typ
	if pointer, ok := underlying(typ).(*types.Pointer); ok {
		pointed = pointer.Elem()
	}
	for index, element := range literal.Elts {
		key, value := ast.Expr(nil), element
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			key, value = pair.Key, pair.Value
		}
		given := walker.typeOf(value)
		switch structure := underlying(pointed).(type) {
		case *types.Struct:
			if name, ok := key.(*ast.Ident); ok {
				if field := walker.own.info.Uses[name]; field != nil {
					walker.convert(given, field.Type(), anything)
				}
			} else if index < structure.NumFields() {
				walker.convert(given, structure.Field(index).Type(), anything)
			}
		case *types.Slice:
			walker.convert(given, structure.Elem(), anything)
		case *types.Array:
			walker.convert(given, structure.Elem(), anything)
		case *types.Map:
			walker.convert(given, structure.Elem(), anything)
			if key != nil {
				walker.convert(walker.typeOf(key), structure.Key(), anything)
			}
		}
		if isForeign {
			walker.hand(given, anything)
		}
	}
}

func (walker *walker) assert(typ types.Type) {
	if name := walker.world.ownNamed(typ); name != nil && isInterface(name) {
		walker.found.asserted[name.Obj()] = true
	}
}

// convert hands a value out where it becomes an interface that is not the project's.
func (walker *walker) convert(from, to types.Type, how reach) {
	if from == nil || to == nil || !isInterface(to) {
		return
	}
	if name := walker.world.ownNamed(to); name != nil {
		return
	}
	walker.hand(from, how)
}

func (walker *walker) hand(typ types.Type, how reach) {
	if typ != nil && walker.found.handed[typ] < how {
		walker.found.handed[typ] = how
	}
}

func (walker *walker) make(typ types.Type) {
	name := named(typ)
	if name == nil || name.Obj().Pkg() == nil {
		return
	}
	if walker.world.isOwn[name.Obj().Pkg()] == nil {
		walker.found.foreign[name.Obj()] = name
	} else if !types.IsInterface(name) {
		walker.found.made[name.Obj()] = name
	}
}

func underlying(typ types.Type) types.Type {
	if typ == nil {
		return types.Typ[types.Invalid]
	}
	return typ.Underlying()
}

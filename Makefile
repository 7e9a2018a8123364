# integ: builds the program, its library, its tests.
#
#   make                  the release program, as ./integ
#   make deps             installs what building and testing need, where it is missing
#   make library          libinteg.a in build/BUILD, for other programs: src/library/integ.h
#   make demo             checks the five documents in examples/copenhagen
#   make test             builds and runs every test
#   make wasm             the library for WebAssembly, by clang and wasi-libc, as one object:
#                         build/wasm/libinteg.o, to be linked with a utf8proc for it
#   make fuzz             each fuzzer for SECONDS (30), with clang's libFuzzer; FUZZFLAGS may
#                         be '--only check --seed 7'
#   make faults           every command, with each call of the system failed in turn: no file
#                         lost, no other answer without a word (make test has a sample)
#   make asan             the same under the address and undefined-behaviour sanitizers
#   make test-clients     Neovim, Emacs and the parts of VS Code with the language server;
#                         make deps-clients installs them
#   make test-vscode      VS Code itself, in Chromium (minutes); make deps-vscode installs them
#   make coverage         the share of lines that the tests reach, by room
#   make mutate           the share of COUNT (200) faults, made on purpose by SEED (1), that
#                         the tests notice
#   make bench            how long a query takes over a million facts, the start of one, and
#                         findings in an editor
#   make gate             whether checking costs more instructions or memory than it did
#   make lint             layers, headers, layout, static analysis
#   make install          the program, its manual, completion for bash, zsh and fish, the
#                         library and its header, and files for Vim, Neovim and Emacs,
#                         to $(DESTDIR)$(PREFIX); make uninstall takes them away again
#   make dist             integ-VERSION.tar.gz, which builds without flex and bison
#   make format           lays out the C files by .clang-format
#   make clean
#
# Variables: CC, BUILD (release, debug, asan …), EDITOR, PREFIX, DESTDIR, JOBS, TESTFLAGS, and
# V=1, which shows the commands. EDITOR is what the prompt edits lines with: readline, which
# is under the GPL, libedit, or none.

BUILD ?= release
PREFIX ?= /usr/local
JOBS ?= 2
PYTHON ?= /usr/bin/python3
BISON ?= bison
FLEX ?= flex
INSTALL ?= install
OBJCOPY ?= objcopy
TESTFLAGS ?=

ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(JOBS)
endif
MAKEFLAGS += --no-print-directory

# $(call say,CC,$@) before a command that is not shown.
ifdef V
quiet :=
say = @:
else
quiet := @
say = @printf '  %-5s %s\n' $(1) $(2)
endif

.SUFFIXES:
.DELETE_ON_ERROR:

out := build/$(BUILD)
gen := build/gen

# Only what library/integ.h marks is seen by who links the library.
standard := -std=c11 -D_POSIX_C_SOURCE=200809L -fvisibility=hidden
includes := -Isrc -I$(gen) -isystem /usr/include/libxml2
warnings := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wmissing-prototypes
# What flex and bison write is theirs; the actions in it are ours.
gen_warnings := -Wall -Wno-unused-function -Wno-unused-variable

# What a fault in a release can be used for is kept small: addresses are random, tables are
# read-only once linked, stacks and copies are watched. -fPIC, and not -fPIE, as the library
# may be linked into one that is shared.
hardened := -fPIC -fstack-protector-strong -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2
hardened_link := -pie -Wl,-z,relro,-z,now,-z,noexecstack

ifeq ($(BUILD),release)
modes := -O2 -g -flto=auto -ffat-lto-objects $(hardened)
else ifeq ($(BUILD),debug)
modes := -O0 -g -DARENA_SPOILED
else ifeq ($(BUILD),coverage)
modes := -O0 -g --coverage
else ifeq ($(BUILD),fuzz)
# Without comparisons, which take a third of the time: words come from a dictionary.
modes := -O1 -g -fsanitize=fuzzer-no-link,address,undefined \
    -fno-sanitize-coverage=trace-cmp -fno-sanitize-recover=all -fno-omit-frame-pointer \
    -DARENA_SPOILED
else ifeq ($(BUILD),wasm)
modes := -O2
else ifeq ($(BUILD),asan)
modes := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
    -fno-omit-frame-pointer -Wno-format-truncation -DARENA_SPOILED
else
$(error BUILD is release, debug, asan, fuzz, coverage or wasm, not "$(BUILD)")
endif
lto := -flto=auto -ffat-lto-objects
# clang writes no objects for both kinds of linker.
ifneq ($(findstring clang,$(CC)),)
modes := $(filter-out $(lto),$(modes))
endif
# The tests' programs are linked without it: there are many, and it takes long.
test_cflags = $(filter-out $(lto),$(ALL_CFLAGS)) -fno-lto

ALL_CFLAGS = $(standard) $(includes) $(modes) $(CFLAGS)
ALL_LDFLAGS = $(modes) $(if $(filter release,$(BUILD)),$(hardened_link)) $(LDFLAGS)
# Others are opened by whoever needs them (base/library.h).
libraries := -lutf8proc

# Not what the environment has under that name, which is a person's editor of texts.
EDITOR := readline
editor_sources := $(sort $(wildcard src/repl/editor_*.c))
editor_source := src/repl/editor_$(EDITOR).c
ifeq ($(filter $(editor_source),$(editor_sources)),)
$(error EDITOR is one of $(editor_sources:src/repl/editor_%.c=%), not "$(EDITOR)")
endif

main_source := src/cli/main.c
# The second program has libraries of its own: what it is made of is in no other.
tables_sources := src/cli/tables_main.c $(sort $(wildcard src/tables/*.c))
lib_sources := $(filter-out $(main_source) $(tables_sources) \
    $(filter-out $(editor_source),$(editor_sources)), $(sort $(wildcard src/*/*.c src/*/*/*.c)))
# What a target without files, signals and terminals has no use for: the library gets along
# without.
ifeq ($(BUILD),wasm)
lib_sources := $(filter-out $(wildcard src/repl/*.c src/lsp/*.c src/cli/*.c) \
    $(addprefix src/base/,io_write.c watch.c late.c library.c jansson.c),$(lib_sources))
endif
gen_sources := $(gen)/integ.tab.c $(gen)/clean.tab.c $(gen)/push.tab.c $(gen)/integ.lex.c
lib_objects := $(lib_sources:src/%.c=$(out)/%.o) $(gen_sources:$(gen)/%.c=$(out)/gen/%.o)
main_object := $(main_source:src/%.c=$(out)/%.o)
tables_objects := $(tables_sources:src/%.c=$(out)/%.o)
tables_program := $(out)/libexec/integ/integ-tables
# The program with another line editor, for tests at a terminal.
other_editors := $(filter-out $(editor_source),$(editor_sources))
other_editor_objects := $(other_editors:src/%.c=$(out)/%.o)
other_programs := $(other_editors:src/repl/editor_%.c=$(out)/tests/integ_%)
unit_programs := $(patsubst tests/%.c,$(out)/tests/%,$(sort $(wildcard tests/unit/*.c)))
help_programs := \
    $(patsubst tests/%.c,$(out)/tests/%,$(sort $(wildcard tests/property/*.c)))
fuzz_programs := $(patsubst tests/%.c,$(out)/tests/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
fault_library := $(out)/tests/faults/faults.so
bench_program := build/release/tests/bench/bench_query
c_files := $(sort $(wildcard src/*/*.[ch] src/*/*/*.[ch] tests/*.h tests/*/*.[ch]))

.PHONY: all program library wasm tests deps demo test bench asan fuzz fuzzers faults lint install uninstall
.PHONY: deps-clients test-clients deps-vscode test-vscode editors stage dist format clean coverage mutate gate

all: integ

integ: build/release/integ build/release/libexec/integ/integ-tables
	@cp -f $< $@.new && mv -f $@.new $@

ifneq ($(BUILD),release)
build/release/integ build/release/libinteg.a build/release/libexec/integ/integ-tables: FORCE
	@$(MAKE) BUILD=release $@
FORCE:
endif

program: $(out)/integ $(tables_program)

ifeq ($(BUILD),coverage)
main_object += $(out)/tests/coverage/end.o
$(out)/tests/coverage/end.o: tests/coverage/end.c
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(quiet)$(CC) $(ALL_CFLAGS) $(warnings) -MMD -MP -c -o $@ $<
endif

$(out)/integ: $(main_object) $(lib_objects)
	$(call say,LINK,$@)
	$(quiet)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(libraries)

$(tables_program): $(tables_objects) $(out)/objects.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(quiet)$(CC) $(ALL_LDFLAGS) -o $@ $^ $(libraries) -lminizip -lexpat -lxml2

# What the tests' programs are linked with, which look into every room.
$(out)/objects.a: $(lib_objects)
	$(call say,AR,$@)
	@rm -f $@
	$(quiet)$(AR) rcs $@ $^

# The library for others: what library/integ.c needs, as one object. What it does not mark is
# local to that, so that no name of ours can clash with one of theirs.
library := $(out)/libinteg.a
library_header := src/library/integ.h
whole_program := $(if $(filter $(lto),$(modes)),-flinker-output=nolto-rel)

library: $(library)

$(library): $(out)/library/integ.o $(out)/objects.a
	$(call say,AR,$@)
	@rm -f $@
	$(quiet)$(CC) $(modes) $(whole_program) -r -nostdlib -o $(out)/libinteg.o $^
	$(quiet)$(OBJCOPY) --localize-hidden $(out)/libinteg.o
	$(quiet)$(AR) rcs $@ $(out)/libinteg.o
	@rm -f $(out)/libinteg.o

# Of utf8proc only the header is looked at, which is the same everywhere; beside it are those
# of another system.
UTF8PROC_HEADER ?= /usr/include/utf8proc.h

wasm:
	@$(MAKE) BUILD=wasm CC='clang --target=wasm32-wasi' build/wasm/libinteg.o

ifeq ($(BUILD),wasm)
includes += -I$(out)/include
$(lib_objects): $(out)/include/utf8proc.h
$(out)/include/utf8proc.h: $(UTF8PROC_HEADER)
	@mkdir -p $(@D)
	@cp $< $@

$(out)/libinteg.o: $(lib_objects)
	$(call say,LINK,$@)
	$(quiet)$(CC) $(modes) -r -nostdlib -o $@ $^
endif

# ---- what flex and bison write ----

# Three parsers of one grammar: files and queries are read by the one that pulls its tokens,
# which is faster where it is nothing else; files are tried first by one that does not keep
# what was expected (LAC); a prompt is read by the one that is pushed its tokens.

bison = $(BISON) -Wall -Werror -Wno-yacc

$(gen)/integ.tab.c $(gen)/integ.tab.h &: grammar/integ.y
	@mkdir -p $(gen)
	$(call say,BISON,$<)
	$(quiet)$(bison) -Fapi.push-pull=pull --defines=$(gen)/integ.tab.h \
	    -o $(gen)/integ.tab.c $<

$(gen)/clean.tab.c: grammar/integ.y
	@mkdir -p $(gen)
	$(call say,BISON,$@)
	$(quiet)$(bison) -Fapi.push-pull=pull -Fparse.lac=none '-Fapi.prefix={integ_clean_}' \
	    -o $@ $<

$(out)/gen/clean.tab.o: ALL_CFLAGS += -DGRAMMAR_CLEAN

$(gen)/push.tab.c: grammar/integ.y
	@mkdir -p $(gen)
	$(call say,BISON,$@)
	$(quiet)$(bison) -Fapi.push-pull=push '-Fapi.prefix={integ_push_}' -o $@ $<

# In the state behind a NUL, a byte near 255 is looked up beyond the end of flex's table:
# the room for it is filled with zeros, which match no such byte.
$(gen)/integ.lex.c: grammar/integ.l
	@mkdir -p $(gen)
	$(call say,FLEX,$<)
	$(quiet)$(FLEX) -o $@ $<
	@sed 's/^\(static const struct yy_trans_info yy_transition\[[0-9]*\)\]/\1 + 256]/' \
	    $@ > $@.new && mv -f $@.new $@

# The first file that `integ new` writes, as a C string.
$(gen)/first.h: examples/small.integ
	@mkdir -p $(gen)
	@sed 's/[\\"]/\\&/g; s/.*/"&\\n"/' $< > $@

$(out)/cli/new.o: $(gen)/first.h

$(out)/gen/%.o: $(gen)/%.c $(gen)/integ.tab.h
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(quiet)$(CC) $(ALL_CFLAGS) $(gen_warnings) -MMD -MP -c -o $@ $<

# ---- objects ----

$(out)/%.o: src/%.c | $(gen)/integ.tab.h
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(quiet)$(CC) $(ALL_CFLAGS) $(warnings) -MMD -MP -c -o $@ $<

# An object that is named comes before those of the library.
$(other_programs): $(out)/tests/integ_%: $(main_object) $(out)/repl/editor_%.o $(out)/objects.a
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(quiet)$(CC) $(filter-out $(lto),$(ALL_LDFLAGS)) -fno-lto -o $@ $^ $(libraries)

# With libFuzzer, or with a loop over files that are kept.
fuzz_driver := tests/fuzz/$(if $(filter fuzz,$(BUILD)),mutate,replay).c
$(out)/tests/fuzz/%: tests/fuzz/%.c $(fuzz_driver) $(out)/objects.a
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(quiet)$(CC) $(test_cflags) $(warnings) -Itests -MMD -MP -MF $@.d -o $@ $< \
	    $(fuzz_driver) $(if $(filter fuzz,$(BUILD)),-fsanitize=fuzzer) \
	    $(out)/objects.a $(libraries) -ljansson

$(out)/tests/%: tests/%.c $(out)/objects.a
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(quiet)$(CC) $(test_cflags) $(warnings) -Itests -MMD -MP -o $@ $< \
	    $(out)/objects.a -lcmocka $(libraries)

# Loaded before the program, it fails what the program asks of the system.
$(fault_library): tests/faults/faults.c $(out)/flags
	@mkdir -p $(@D)
	$(call say,CC,$@)
	$(quiet)$(CC) $(standard) -fvisibility=default -O1 -g -fPIC -shared $(warnings) -MMD -MP -o $@ $<

-include $(wildcard $(out)/*/*.d $(out)/*/*/*.d)

# A change of flags makes everything anew.
flags := $(CC) $(ALL_CFLAGS) $(warnings) EDITOR=$(EDITOR)
$(lib_objects) $(main_object) $(tables_objects) $(other_editor_objects): $(out)/flags
$(out)/flags: flags_changed
	@mkdir -p $(@D)
	@echo '$(flags)' | cmp -s - $@ || echo '$(flags)' > $@
.PHONY: flags_changed

# ---- editors ----

version := $(shell sed -n 's/^const char version_number.*"\(.*\)";$$/\1/p' src/base/version.c)

# The extension of VS Code is made in a folder of its own, as it is made with packages of npm.
# These run nothing when they are installed.
vscode := build/vscode
vscode_packages := $(vscode)/node_modules/.package-lock.json

# Brings what a lock file says into the folder where it is. Without a registry it ends after a
# minute or two, and says so.
define bring
	$(call say,NPM,$(1))
	$(quiet)cd $(1) && timeout 600 npm $(2) --ignore-scripts --no-audit --no-fund --loglevel=error \
	    --fetch-retries=1 --fetch-timeout=60000 || { echo "npm could not bring the packages for \
	$(1): see above, and whether \"npm ping\" reaches the registry" >&2; exit 1; }
endef

.PHONY: node
node:
	@tests/deps node

$(vscode_packages): src/editors/vscode/package-lock.json | node
	@mkdir -p $(vscode)
	@cp $(addprefix src/editors/vscode/,package.json package-lock.json) $(vscode)
	$(call bring,$(vscode),ci)
	@touch $@

editors: $(vscode_packages)
	@cp -r src/editors/vscode/. LICENSE $(vscode)
	$(call say,VSIX,build/integ-$(version).vsix)
	$(quiet)cd $(vscode) && node_modules/.bin/tsc -p .
	$(quiet)cd $(vscode) && node_modules/.bin/esbuild src/extension.ts --bundle --minify \
	    --platform=node --target=node20 --external:vscode --outfile=extension.js --log-level=warning
	$(quiet)cd $(vscode) && node_modules/.bin/vsce package --no-dependencies \
	    --allow-missing-repository --out ../integ-$(version).vsix >/dev/null
	@echo build/integ-$(version).vsix

# ---- tests ----

# deps comes before all else where it is asked for together with something.
ifneq ($(filter deps,$(MAKECMDGOALS)),)
$(gen_sources) $(gen)/integ.tab.h $(out)/flags: | deps
endif
test-clients: | $(filter deps-clients,$(MAKECMDGOALS))
test-vscode: | $(filter deps-vscode,$(MAKECMDGOALS))
ifneq ($(filter clean,$(MAKECMDGOALS)),)
.NOTPARALLEL:
endif

tests: $(out)/integ $(tables_program) $(library) $(other_programs) $(unit_programs) $(help_programs) $(fuzz_programs) \
    $(fault_library)

test: tests
	@$(PYTHON) tests/run --build $(out) --jobs $(JOBS) $(TESTFLAGS)

asan:
	@$(MAKE) BUILD=asan test

# Editors of Debian's, which test does without, and what npm has for VS Code, at the versions
# of the lock file.
deps-clients: $(vscode_packages)
	@tests/deps clients

test-clients: editors program
	@$(PYTHON) tests/lsp/clients $(out)/integ

# VS Code's server, of which nothing is compiled. It has a lock file of its own, where tslib is
# missing.
code := build/code
code_server := $(code)/node_modules/code-server/lib/vscode
code_packages := $(code_server)/node_modules/.package-lock.json

$(code_packages): tests/vscode/package-lock.json | node
	@mkdir -p $(code)
	@cp $(addprefix tests/vscode/,package.json package-lock.json) $(code)
	$(call bring,$(code),ci)
	$(call bring,$(code_server),install --no-save --omit=dev tslib@2.8.1)
	@touch $@

deps-vscode: $(vscode_packages) $(code_packages)
	@tests/deps vscode

test-vscode: editors program $(code_packages)
	@node tests/vscode/run.cjs $(out)/integ build/integ-$(version).vsix $(code)

faults:
	@$(MAKE) BUILD=debug tests
	@$(PYTHON) tests/run --build build/debug --jobs $(JOBS) --only faults/ --all-faults

# Shares of lines and of mutants, in percent, below which these fail.
COVERED ?= 95
KILLED ?= 95
SEED ?= 1
COUNT ?= 200

coverage:
	@$(MAKE) BUILD=coverage tests
	@$(PYTHON) tests/coverage/run --build build/coverage --least $(COVERED) --jobs $(JOBS)

mutate:
	@$(MAKE) BUILD=debug tests
	@$(PYTHON) tests/mutate/run --count $(COUNT) --seed $(SEED) --least $(KILLED) \
	    --jobs $(JOBS) --compiler '$(CC)'

fuzzers: $(fuzz_programs)

SECONDS ?= 30
FUZZFLAGS ?=
fuzz:
	@$(MAKE) BUILD=fuzz CC=clang fuzzers
	@$(PYTHON) tests/fuzz/run --seconds $(SECONDS) --jobs $(JOBS) $(FUZZFLAGS)

# Nothing is asserted: times are the machine's.
bench:
	@$(MAKE) BUILD=release program $(bench_program)
	@$(PYTHON) tests/bench/run $(bench_program) build/release/integ

gate:
	@$(MAKE) BUILD=release program
	@$(PYTHON) tests/bench/gate build/release/integ

lint: $(gen_sources) $(gen)/first.h
	@CC='$(CC)' JOBS=$(JOBS) tests/lint/run

demo: integ
	@./integ check examples/copenhagen || test $$? -eq 1
	@printf '\n%s\n%s\n' 'These are the findings in five published documents of the City of Copenhagen.' \
	    'README.md explains one of them. Your own first file: ./integ new parks'

# ---- the rest ----

deps:
	@PYTHON='$(PYTHON)' tests/deps

# What is installed is staged first: the manual and the completion come out of the program.

stage := build/stage
description := Checks the figures in published funding documents
commands := $(shell sed -n 's/^    &command_\([a-z]*\),$$/\1/p' src/cli/commands.c)
man := $(addprefix share/man/man1/,integ.1 $(commands:%=integ-%.1)) share/man/man5/integ.5
docs := $(addprefix share/doc/integ/,README.md TUTORIAL.md RECIPES.md LANGUAGE.md LICENSE)
shells := share/bash-completion/completions/integ share/zsh/site-functions/_integ \
    share/fish/vendor_completions.d/integ.fish
vim_files := $(addsuffix /integ.vim,syntax ftdetect ftplugin indent compiler)
editors := $(addprefix share/vim/vimfiles/,$(vim_files)) \
    $(addprefix share/nvim/site/,$(vim_files) lua/integ.lua) \
    share/emacs/site-lisp/integ-mode.el
development := include/integ.h lib/libinteg.a lib/pkgconfig/integ.pc
installed := bin/integ libexec/integ/integ-tables $(man) $(docs) $(shells) $(editors) $(development)

stage: build/release/integ build/release/libexec/integ/integ-tables build/release/libinteg.a
	@rm -rf $(stage)
	@mkdir -p $(sort $(dir $(installed:%=$(stage)/%)))
	@cp build/release/integ $(stage)/bin/integ
	@cp build/release/libexec/integ/integ-tables $(stage)/libexec/integ
	@cp README.md LICENSE $(addprefix grammar/,TUTORIAL.md RECIPES.md LANGUAGE.md) $(stage)/share/doc/integ
	@build/release/integ help --format man > $(stage)/share/man/man1/integ.1
	@for command in $(commands); do build/release/integ help --format man $$command \
	    > $(stage)/share/man/man1/integ-$$command.1 || exit 1; done
	@build/release/integ help --format man language > $(stage)/share/man/man5/integ.5
	@build/release/integ help --format bash > $(stage)/$(word 1,$(shells))
	@build/release/integ help --format zsh > $(stage)/$(word 2,$(shells))
	@build/release/integ help --format fish > $(stage)/$(word 3,$(shells))
	@for file in $(vim_files); do for to in vim/vimfiles nvim/site; do \
	    cp src/editors/vim/$$file $(stage)/share/$$to/$$file || exit 1; done; done
	@cp src/editors/vim/lua/integ.lua $(stage)/share/nvim/site/lua/integ.lua
	@cp src/editors/emacs/integ-mode.el $(stage)/share/emacs/site-lisp/integ-mode.el
	@cp $(library_header) $(stage)/include
	@cp build/release/libinteg.a $(stage)/lib
	@printf '%s\n' 'Name: integ' 'Description: $(description)' 'Version: $(version)' \
	    'Cflags: -I$(PREFIX)/include' 'Libs: -L$(PREFIX)/lib -linteg' \
	    'Requires: libutf8proc' > $(stage)/lib/pkgconfig/integ.pc

install: stage
	@mkdir -p $(sort $(dir $(installed:%=$(DESTDIR)$(PREFIX)/%)))
	@for file in $(filter-out bin/% libexec/%,$(installed)); do \
	    $(INSTALL) -m 644 $(stage)/$$file $(DESTDIR)$(PREFIX)/$$file || exit 1; done
	@for file in $(filter bin/% libexec/%,$(installed)); do \
	    $(INSTALL) -m 755 $(stage)/$$file $(DESTDIR)$(PREFIX)/$$file || exit 1; done

# Folders go with their last file.
uninstall:
	@rm -f $(installed:%=$(DESTDIR)$(PREFIX)/%)
	@for folder in $(sort $(dir $(installed:%=$(DESTDIR)$(PREFIX)/%))); do \
	    rmdir -p --ignore-fail-on-non-empty $$folder 2>/dev/null || true; done

# The archive has what flex and bison write, as new as what they write it from. It is the
# same for the same commit, wherever and whenever it is made.
dist_name := integ-$(version)

dist: $(gen_sources) $(gen)/integ.tab.h
	@rm -rf build/dist && mkdir -p build/dist/$(dist_name)
	@git ls-files -z | xargs -0 cp -P --parents -t build/dist/$(dist_name)
	@cp --parents $(gen_sources) $(gen)/integ.tab.h build/dist/$(dist_name)
	@tar --sort=name --owner=0 --group=0 --numeric-owner --mode=go-w,u+w \
	    --mtime=@$$(git log -1 --format=%ct) -C build/dist -c $(dist_name) | gzip -9n \
	    > $(dist_name).tar.gz
	@rm -rf build/dist
	@echo $(dist_name).tar.gz

format:
	clang-format -i $(c_files)

clean:
	rm -rf build integ

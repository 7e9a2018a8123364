" Colours of .integ files. The words are written by src/editors/generate.py.
if exists('b:current_syntax')
  finish
endif

" words {{{
syntax keyword integKind document organisation area source money project goal indicator dimension category
syntax keyword integStatement include years unit tolerance every attribute funding spending gross share table total check effect baseline target actual allow query requires
syntax keyword integClause rising falling required explain group by having pivot with totals order asc desc nulls first last limit offset escape where from as within on over of all select distinct refund
syntax keyword integOperator and or not in is like between case when then else end null true false
syntax keyword integUnit pp thousand mio mia
syntax keyword integProperty contained date case page owner purpose contributes starts expires kind judged expected part_of version_of note
syntax keyword integFunction contained sum count avg min max list share running change abs round lower upper length substr trim replace coalesce nullif iif year
" }}}

syntax match integNumber /\v\~?<\d[0-9_]*(\.\d+)?>\%?/
syntax match integTime /\v<\d{4}(-\d{2}|-[qQ]\d|\/\d{2})?(-\d{2})?(\.\.(\d{4}(-\d{2})?)?)?>/
syntax match integCode /\v<[SFNPYTEGCQK]\d{2}>/
syntax match integCall /\v<\k+>(\s*\()@=/ contains=integFunction
syntax match integName /\v<\k+>(\s*:)@=/ contains=integProperty
syntax match integParameter /\v\$\k+/
syntax match integEscape contained /\v\\(["\\nt]|u\{\x+\})/
syntax match integComment /#.*$/ contains=@Spell
syntax region integText start=/"/ skip=/\\./ end=/"/ oneline contains=integEscape,@Spell

highlight default link integKind Type
highlight default link integStatement Statement
highlight default link integClause Keyword
highlight default link integOperator Operator
highlight default link integUnit Constant
highlight default link integProperty Identifier
highlight default link integFunction Function
highlight default link integNumber Number
highlight default link integTime Number
highlight default link integCode Special
highlight default link integParameter Identifier
highlight default link integEscape SpecialChar
highlight default link integText String
highlight default link integComment Comment

let b:current_syntax = 'integ'

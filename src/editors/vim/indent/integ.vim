" Two spaces for each block. integ fmt has the last word.
if exists('b:did_indent')
  finish
endif
let b:did_indent = 1

setlocal indentexpr=IntegIndent(v:lnum) indentkeys=0},!^F,o,O
let b:undo_indent = 'setlocal indentexpr< indentkeys<'

if exists('*IntegIndent')
  finish
endif

" The line without its texts and its comment.
function! s:Bare(line) abort
  return substitute(substitute(a:line, '"\%(\\.\|[^"\\]\)*"', '', 'g'), '#.*', '', '')
endfunction

function! IntegIndent(number) abort
  let l:before = prevnonblank(a:number - 1)
  if l:before == 0
    return 0
  endif
  let l:bare = s:Bare(getline(l:before))
  let l:indent = indent(l:before)
  let l:depth = count(l:bare, '{') - count(l:bare, '}')
  " A brace at the head of the line before took its own indent back already.
  if l:bare =~# '^\s*}'
    let l:depth += 1
  endif
  let l:indent += l:depth * shiftwidth()
  if getline(a:number) =~# '^\s*}'
    let l:indent -= shiftwidth()
  endif
  return l:indent < 0 ? 0 : l:indent
endfunction

" How .integ files are edited. :make checks the file; gq formats the whole of it.
if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal commentstring=#\ %s comments=:# expandtab shiftwidth=2 softtabstop=2
setlocal iskeyword=@,48-57,_,192-255
setlocal formatexpr=IntegFormat()
setlocal suffixesadd=.integ
compiler integ

let b:undo_ftplugin = 'setlocal commentstring< comments< expandtab< shiftwidth< softtabstop<'
      \ . ' iskeyword< formatexpr< suffixesadd< makeprg< errorformat<'

if exists('*IntegFormat')
  finish
endif

" A part of a file is none: the lines are formatted where all can be read, else they stay.
function! IntegFormat() abort
  if mode() =~# '[iR]'
    return 1
  endif
  let l:lines = systemlist('integ fmt -', getline(1, '$'))
  if v:shell_error
    echohl WarningMsg
    echo 'not formatted: ' . get(l:lines, 0, 'integ is not found')
    echohl None
    return 0
  endif
  let l:view = winsaveview()
  if l:lines !=# getline(1, '$')
    call setline(1, l:lines)
    if line('$') > len(l:lines)
      call deletebufline('%', len(l:lines) + 1, '$')
    endif
  endif
  call winrestview(l:view)
  return 0
endfunction

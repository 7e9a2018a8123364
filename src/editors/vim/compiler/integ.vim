" :make lists the findings of the current folder, :make % those of the file.
if exists('current_compiler')
  finish
endif
let current_compiler = 'integ'

CompilerSet makeprg=integ\ check\ --format\ gnu\ $*
CompilerSet errorformat=%f:%l:%c:\ %trror:\ %m,%f:%l:%c:\ %tarning:\ %m,%f:%l:%c:\ %tote:\ %m,%-G%.%#

-- Run by tests/lsp/clients: what Neovim has from the server, a line each on the file $OUT.
local out = {}
local function say(...) table.insert(out, table.concat({ ... }, ' ')) end

local function ask(method, params)
  for _, reply in pairs(vim.lsp.buf_request_sync(0, method, params, 20000) or {}) do
    return reply.result
  end
end

local function wait(condition)
  vim.wait(20000, condition, 20)
end

local function first_line(text) return vim.split(text, '\n')[1] end

local ok, why = pcall(function()
  require('integ').setup()
  vim.cmd('edit a.integ')
  say('filetype', vim.bo.filetype, 'syntax', vim.b.current_syntax)
  wait(function() return #vim.diagnostic.get(0) > 0 end)
  for _, d in ipairs(vim.diagnostic.get(0)) do
    say('finding', d.lnum .. ':' .. d.col, first_line(d.message))
  end
  local at = { line = 5, character = 19 }
  for _, action in ipairs(ask('textDocument/codeAction', {
    textDocument = vim.lsp.util.make_text_document_params(),
    range = { start = at, ['end'] = at }, context = { diagnostics = {} } }) or {}) do
    say('action', action.title)
    if action.title:find('^Accept') then
      vim.lsp.util.apply_workspace_edit(action.edit, 'utf-16')
    end
  end
  wait(function() return #vim.diagnostic.get(0) == 0 end)
  say('findings', tostring(#vim.diagnostic.get(0)))
  vim.fn.setline(3, '      lakes "Lakes"   from   fund 1.5')
  vim.lsp.buf.formatting_sync(nil, 20000)
  say('formatted', vim.fn.getline(3))
  vim.fn.cursor(3, vim.fn.stridx(vim.fn.getline(3), 'fund') + 1)
  vim.lsp.buf.rename('pool')
  wait(function() return vim.fn.getline(3):find('pool') ~= nil end)
  say('renamed', vim.fn.getline(3))
  vim.cmd('buffer common.integ')
  say('renamed', vim.fn.getline(1))
end)
if not ok then say('failed', tostring(why)) end
vim.fn.writefile(out, vim.env.OUT)
vim.cmd('qa!')

namespace Dispatch.Tests.Simulation;

/// <summary>
/// The processes over one store, and which of them holds which grain. As in a cluster a grain has one place, and a call
/// makes one where there is none; a node that is cut off, or strays, has places of its own.
/// </summary>
internal sealed class Cluster(World world, Chance chance) : IAsyncDisposable
{
    private const int PlacesMax = 50_000;

    /// <summary>How long after a death others go on to count on a node.</summary>
    private static readonly TimeSpan Noticed = TimeSpan.FromSeconds(4);

    private int _born;
    private readonly List<Node> _alive = [];
    private readonly Queue<(Node Node, TimeSpan At)> _deaths = [];
    private readonly Dictionary<(string Type, string Key), Node> _places = [];
    private readonly Dictionary<(Node Caller, string Type, string Key), TimeSpan> _strays = [];
    private readonly HashSet<(string Type, string Key)> _placesCutOff = [];
    private int _died;
    private Node? _cutOff;

    public IReadOnlyList<Node> Alive => _alive;

    /// <summary>Whom others believe to be there, in the order of their names.</summary>
    public IEnumerable<Node> Members => _alive
        .Concat(NotNoticed().Select(d => d.Node))
        .OrderBy(n => n.Number);

    /// <summary>Changes with every birth and death, and when the last death was noticed.</summary>
    public (int Born, int Dead) Generation => (_born, _died - NotNoticed().Count);

    public bool IsMember(Node node) => !node.IsDead || NotNoticed().Any(d => d.Node == node);

    public void StartNode()
    {
        var node = new Node(world, ++_born, Skew());
        _alive.Add(node);
        world.History.Add(node.Name, "started");
        world.Start(new NodeKeeper(world, node).Live);
    }

    public void Kill(Node node)
    {
        if (_alive.Remove(node))
        {
            world.History.Add(node.Name, "killed");
            _died++;
            _deaths.Enqueue((node, world.Clock.Elapsed));
            _cutOff = _cutOff == node ? null : _cutOff;
            node.Kill();
            foreach (var (id, place) in _places.ToList())
            {
                if (place == node)
                {
                    _places.Remove(id);
                }
            }
        }
    }

    /// <summary>The others and the node do not reach each other any more; all reach the store and their sockets. One at a time.</summary>
    public void CutOff(Node node)
    {
        if (_cutOff is not null)
        {
            return;
        }

        world.History.Add(node.Name, "cut off");
        _cutOff = node;
    }

    /// <summary>Ends it: the node was given up by the others and dies when it hears so, or its double grains end.</summary>
    public void Join(Node node, bool dies)
    {
        if (_cutOff != node)
        {
            return;
        }

        _cutOff = null;
        world.History.Add(node.Name, "joins again");
        if (dies)
        {
            Kill(node);
            world.After(chance.Seconds(0, 5), StartNode);
        }

        foreach (var (type, key) in _placesCutOff)
        {
            SettleOn(node, type, key);
        }

        _placesCutOff.Clear();
    }

    /// <summary>For a while this node believes that the grain is to be its own, wherever it is.</summary>
    public void LetStray(Node caller, string type, string key, TimeSpan duration)
    {
        if (_alive.Count < 2 || !_strays.TryAdd((caller, type, key), world.Clock.Elapsed + duration))
        {
            return;
        }

        world.History.Add(key, "strays", $"{caller.Name}");
        world.After(duration, () =>
        {
            _strays.Remove((caller, type, key));
            SettleOn(caller, type, key);
        });
    }

    public bool IsCutOff(Node node) => node == _cutOff;

    public bool AreApart(Node one, Node other) => one != other && (one == _cutOff || other == _cutOff);

    /// <summary>Where a call from there goes; null when nobody is left.</summary>
    public Node? PlaceFor(Node caller, string type, string key)
    {
        if (caller == _cutOff)
        {
            _placesCutOff.Add((type, key));
            return caller;
        }

        if (_strays.Count > 0 && _strays.ContainsKey((caller, type, key)))
        {
            return caller;
        }

        if (_alive.Count == 1)
        {
            // Remembered: when others start, what it holds stays where it is.
            if (_places.GetValueOrDefault((type, key)) != _alive[0])
            {
                Place(type, key, _alive[0]);
            }

            return _alive[0];
        }

        if (_places.TryGetValue((type, key), out var place)
            && !place.IsDead && place != _cutOff && place.Engine.IsActive(type, key))
        {
            return place;
        }

        if (_alive.Count == 0)
        {
            return null;
        }

        if (place is not null && place == _cutOff)
        {
            // It lives on there, whether or not anybody calls it: a double of what is placed now, until the node joins again.
            _placesCutOff.Add((type, key));
        }

        var chosen = chance.Hits(0.4) ? caller : chance.Of(_alive);
        chosen = chosen == _cutOff || chosen.IsDead ? _alive.First(n => n != _cutOff) : chosen;
        Place(type, key, chosen);
        return chosen;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _alive)
        {
            await node.DisposeAsync();
        }
    }

    /// <summary>Deaths of which the others do not know yet. The dead are forgotten with them: a run has hundreds.</summary>
    private Queue<(Node Node, TimeSpan At)> NotNoticed()
    {
        while (_deaths.TryPeek(out var first) && world.Clock.Elapsed - first.At >= Noticed)
        {
            _deaths.Dequeue();
        }

        return _deaths;
    }

    private void Place(string type, string key, Node node)
    {
        if (_places.Count == PlacesMax)
        {
            foreach (var (id, place) in _places.ToList())
            {
                if (place.IsDead || !place.Engine.IsActive(id.Type, id.Key))
                {
                    _places.Remove(id);
                }
            }
        }

        _places[(type, key)] = node;
    }

    /// <summary>What a node held by itself is known to all again: as the grain's one place, or as a double, which ends.</summary>
    private void SettleOn(Node node, string type, string key)
    {
        if (node.IsDead || !node.Engine.IsActive(type, key))
        {
            return;
        }

        if (_places.TryGetValue((type, key), out var place) && place != node && !place.IsDead && place.Engine.IsActive(type, key))
        {
            EndDouble(node, type, key);
        }
        else
        {
            Place(type, key, node);
        }
    }

    private void EndDouble(Node node, string type, string key)
    {

        world.After(chance.Seconds(0, 3), () =>
        {
            if (node.IsDead)
            {
                return;
            }

            world.History.Add(key, "double ends", $"{node.Name}");
            if (chance.Hits(0.5))
            {
                node.Engine.Crash(type, key);
            }
            else
            {
                node.Engine.Deactivate(type, key);
            }
        });
    }

    private TimeSpan Skew() => !world.Scenario.Has(Fault.Skew) ? TimeSpan.Zero
        : TimeSpan.FromMilliseconds(chance.Hits(0.7) ? chance.Between(-50, 50) : chance.Between(-2_000, 2_000));
}
